#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

struct Policy::Feedback {
    std::vector<std::string> scale;  ///< best first; none: every word is a score
    std::string headline;            ///< the score whose share is reported first; empty: the best
    std::optional<Percent> goal;     ///< of the headline
    std::string low;                 ///< this score and those below it need a follow-up; empty: none does
    bool ask = false;                ///< a mail asks for a score when a ticket is closed
    std::string link = {};           ///< the page where clients write reviews, as mails name it; empty: there is none

    template <class Self, class Visit>
    static void keys(Self& feedback, Visit& visit) {
        visit(may("scale", R"(["good", "poor"])"), feedback.scale, form::Ranking{});
        visit(may("headline", R"("good")"), feedback.headline, form::Score{feedback.scale});
        visit(may("goal", R"("98 %")"), feedback.goal, form::Share{});
        visit(may("low", R"("poor")"), feedback.low, form::Score{feedback.scale});
        visit(may("ask", "true"), feedback.ask, form::Plain{});
        visit(may("link", R"("https://junction.example/reviews")"), feedback.link, form::Plain{});
    }

    friend bool operator==(const Feedback&, const Feedback&) = default;
};

}  // namespace desk

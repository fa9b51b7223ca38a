#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

namespace desk {

/// The work that a client may use in a calendar month, and what happens over it.
struct Policy::Hours {
    enum class Over {
        allow,  ///< it is charged
        agree,  ///< the same, up to what was agreed for the client and the month; no work beyond that
        stop,   ///< no work
    };
    /// Unused hours of a month are used in later ones, oldest first.
    struct Rollover {
        std::optional<Minutes> most;  ///< that is carried from one month into the next; absent: all of it
        std::optional<int> months;    ///< after which it expires; absent: never

        template <class Self, class Visit>
        static void keys(Self& rollover, Visit& visit) {
            visit(may("most", R"("10 hours")"), rollover.most, form::Length{});
            visit(may("months", "3"), rollover.months, form::Months{});
        }

        friend bool operator==(const Rollover&, const Rollover&) = default;
    };
    std::optional<Minutes> cap;             ///< of counted work; a client's contract may give another
    std::vector<int> warn_at;               ///< percent of the cap, rising
    std::optional<Minutes> round;           ///< each entry counts as a multiple of this, rounded up
    std::vector<std::string> count_causes;  ///< work on a ticket with such a cause counts, whatever its kind
    std::vector<std::string> spare_causes;  ///< the reverse
    Over over = Over::allow;
    bool ceases = false;  ///< over the cap nothing is owed on tickets that count, until the month is over
    std::optional<Rollover> rollover;

    template <class Self, class Visit>
    static void keys(Self& hours, Visit& visit) {
        static constexpr auto over_words =
            std::to_array<Word<Over>>({{Over::allow, "allow"}, {Over::agree, "agree"}, {Over::stop, "stop"}});
        visit(may("cap", R"("30 hours")"), hours.cap, form::Length{});
        visit(may("warn", "[80, 100]"), hours.warn_at, form::Percents{});
        visit(may("round", R"("15 minutes")"), hours.round, form::Rounding{});
        visit(may("count_causes", R"(["improper use"])"), hours.count_causes, form::Plain{});
        visit(may("spare_causes", R"(["our mistake"])"), hours.spare_causes, form::Plain{});
        visit(may("over", R"("agree")"), hours.over, form::OneOf{over_words});
        visit(may("ceases", "true"), hours.ceases, form::Plain{});
        visit(PolicyKey{"rollover"}, hours.rollover, form::Table{});
    }

    friend bool operator==(const Hours&, const Hours&) = default;
};

}  // namespace desk

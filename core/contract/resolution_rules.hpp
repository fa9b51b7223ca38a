#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/contract/target.hpp"

namespace desk {

/// How a resolved ticket is closed.
struct Policy::Resolution {
    enum class Confirm { no, ask, demand };  ///< the client's word before a ticket is closed

    Confirm confirm = Confirm::ask;
    std::optional<Target> close_after;  ///< of the resolution, without a word of the client: it closes by itself

    std::vector<std::string> how;  ///< ways of resolving, beside those that desk knows

    template <class Self, class Visit>
    static void keys(Self& resolution, Visit& visit) {
        static constexpr auto confirm_words =
            std::to_array<Word<Confirm>>({{Confirm::no, "no"}, {Confirm::ask, "ask"}, {Confirm::demand, "demand"}});
        visit(may("confirm", R"("ask")"), resolution.confirm, form::OneOf{confirm_words});
        visit(may("how", R"(["restarted"])"), resolution.how, form::Plain{});
        visit(may("close_after", R"("5 working days")"), resolution.close_after, form::Time{});
    }

    friend bool operator==(const Resolution&, const Resolution&) = default;
};

}  // namespace desk

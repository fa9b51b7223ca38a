#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/contract/strictness.hpp"

namespace desk {

struct Policy::Intake {
    /// Something that a report must contain. `client`, `name`, `email`, `phone` and `description` are the header's; every
    /// other item is answered with `desk answer`.
    struct Item {
        std::string name;
        std::string ask;                   ///< the question
        std::vector<std::string> answers;  ///< those that may be given; none: any
        Condition when;                    ///< asked only where this holds
        Condition unless;                  ///< not asked where this holds; empty: never
        bool optional = false;             ///< may be answered, and is never missing

        template <class Self, class Visit>
        static void keys(Self& item, Visit& visit) {
            visit(must("name", R"("steps")"), item.name, form::NewName{});
            visit(may("ask", R"("Can it be repeated?")"), item.ask, form::Plain{});
            visit(may("answers", R"(["yes", "no"])"), item.answers, form::Plain{});
            visit(may("when", R"({ kind = "fault", impact = ["team", "site"] })"), item.when, form::When{});
            visit(may("unless", R"({ kind = "fault", impact = ["team", "site"] })"), item.unless, form::When{});
            visit(may("optional", "true"), item.optional, form::Plain{});
        }

        friend bool operator==(const Item&, const Item&) = default;
    };
    std::vector<Item> items;
    Strictness on_missing = Strictness::ask;
    bool unless_client_known = false;             ///< a report whose client is known is never refused for what is missing
    bool keep_refused = false;                    ///< a refused report is kept in `rejected/`
    Strictness wrong_channel = Strictness::warn;  ///< not offered, too high a priority for it, not for this contact
    std::optional<Strictness> no_contract;        ///< the client has none on the day of receipt; absent: see `intake.hpp`
    Strictness unknown_product = Strictness::warn;
    Strictness unknown_word = Strictness::warn;  ///< an item, a wait, a way of resolving that the desk does not know

    template <class Self, class Visit>
    static void keys(Self& intake, Visit& visit) {
        using enum Strictness;
        static constexpr auto missing_words = only(strictness_words, ask, warn, refuse);
        static constexpr auto odd_words = only(strictness_words, accept, warn, refuse);
        static constexpr auto unless_words = std::to_array<Word<bool>>({{true, "client known"}});
        visit(may("on_missing", R"("ask")"), intake.on_missing, form::OneOf{missing_words});
        visit(may("unless", R"("client known")"), intake.unless_client_known, form::OneOf{unless_words});
        visit(may("keep_refused", "true"), intake.keep_refused, form::Plain{});
        visit(may("wrong_channel", R"("warn")"), intake.wrong_channel, form::OneOf{odd_words});
        visit(may("no_contract", R"("warn")"), intake.no_contract, form::OneOf{odd_words});
        visit(may("unknown_product", R"("warn")"), intake.unknown_product, form::OneOf{odd_words});
        visit(may("unknown_word", R"("warn")"), intake.unknown_word, form::OneOf{odd_words});
        visit(PolicyKey{"item"}, intake.items, form::Tables{});
    }

    friend bool operator==(const Intake&, const Intake&) = default;
};

}  // namespace desk

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

namespace desk {

/// How much of a calendar month the platform must be up.
struct Policy::Uptime {
    enum class Limit { month, window };
    /// Maintenance that counts as up: of one of the kinds, announced in time, and no longer than this in total.
    struct Maintenance {
        std::optional<int> notice;       ///< days between the announcement and the beginning
        std::vector<std::string> kinds;  ///< none: all
        std::optional<Minutes> most;
        Limit within = Limit::month;  ///< what `most` is the total of
        bool only_excess = false;     ///< over `most` only the excess counts as down, else all of it

        template <class Self, class Visit>
        static void keys(Self& maintenance, Visit& visit) {
            static constexpr auto limit_words = std::to_array<Word<Limit>>({{Limit::month, "month"}, {Limit::window, "window"}});
            static constexpr auto over_words = std::to_array<Word<bool>>({{false, "all"}, {true, "excess"}});
            visit(may("notice", R"("7 days")"), maintenance.notice, form::Days{});
            visit(may("kinds", R"(["os", "dbms"])"), maintenance.kinds, form::Names{});
            visit(may("most", R"("30 minutes")"), maintenance.most, form::Length{});
            visit(may("within", R"("month")"), maintenance.within, form::OneOf{limit_words});
            visit(may("over", R"("excess")"), maintenance.only_excess, form::OneOf{over_words});
        }

        friend bool operator==(const Maintenance&, const Maintenance&) = default;
    };
    /// What the client gets back for a month that missed the uptime: (100 - a) x b, at most the month's charges.
    struct Credits {
        enum class Formula {
            percent,  ///< a percentage: at 99 % a hundredth of the charges
            literal,  ///< as written: at 99 % all of the charges
        };
        Formula formula = Formula::percent;
        std::vector<std::string> of;  ///< the charges that b is the sum of; none: all
        std::string note;             ///< what else the contract says of them
        bool excused_is_up = true;    ///< whether excused maintenance counts as up in a

        template <class Self, class Visit>
        static void keys(Self& credits, Visit& visit) {
            static constexpr auto formula_words =
                std::to_array<Word<Formula>>({{Formula::percent, "percent"}, {Formula::literal, "literal"}});
            static constexpr auto excused_words = std::to_array<Word<bool>>({{true, "up"}, {false, "down"}});
            visit(may("formula", R"("percent")"), credits.formula, form::OneOf{formula_words});
            visit(may("of", R"(["access"])"), credits.of, form::Names{"a list of charges"});
            visit(may("note", R"("the only remedy")"), credits.note, form::Plain{});
            visit(may("excused", R"("up")"), credits.excused_is_up, form::OneOf{excused_words});
        }

        friend bool operator==(const Credits&, const Credits&) = default;
    };
    std::optional<Percent> target;
    std::optional<Maintenance> maintenance;  ///< absent: no maintenance is excused
    std::optional<Credits> credits = {};     ///< absent: none are given

    template <class Self, class Visit>
    static void keys(Self& uptime, Visit& visit) {
        visit(may("target", R"("99.8 %")"), uptime.target, form::Share{});
        visit(PolicyKey{"maintenance"}, uptime.maintenance, form::Table{});
    }

    friend bool operator==(const Uptime&, const Uptime&) = default;
};

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"
#include "core/time/time.hpp"

namespace desk {

/// How much of a calendar month the platform is to be up.
struct Policy::Uptime {
    enum class Limit { month, window };
    /// Maintenance that counts as up: of one of the kinds, announced in time, and no longer than this in total.
    struct Maintenance {
        std::optional<int> notice;       ///< days between the announcement and the beginning
        std::vector<std::string> kinds;  ///< none: all
        std::optional<Minutes> most;
        Limit within = Limit::month;  ///< what `most` is the total of
        bool only_excess = false;     ///< over `most` only the excess counts as down, else all of it
        friend bool operator==(const Maintenance&, const Maintenance&) = default;
    };
    /// What the client gets back for a month that missed the uptime: (100 - a) x b, at the most the month's charges.
    struct Credits {
        enum class Formula {
            percent,  ///< a percentage: at 99 % a hundredth of the charges
            literal,  ///< as it stands there: at 99 % all of the charges
        };
        Formula formula = Formula::percent;
        std::vector<std::string> of;  ///< the charges that b is the sum of; none: all
        std::string note;             ///< what else the contract says of them
        bool excused_is_up = true;    ///< whether excused maintenance counts as up in a
        friend bool operator==(const Credits&, const Credits&) = default;
    };
    std::optional<Percent> target;
    std::optional<Maintenance> maintenance;  ///< absent: no maintenance is excused
    std::optional<Credits> credits = {};     ///< absent: none are given
    friend bool operator==(const Uptime&, const Uptime&) = default;
};

}  // namespace desk

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/month/statement.hpp"
#include "core/month/uptime.hpp"

/// What a client gets back for months that missed the uptime.
namespace desk {

/// (100 - a) x b: a is the percentage that was up, b the charges of the month. `why_not` says why there is none.
struct Credit {
    Month month{};
    Seconds up{0}, total{0};  ///< a = up / total
    Money base{};             ///< b
    Money raw{};              ///< by the formula, before it is capped at b
    Money amount{};
    bool literal = false;  ///< the formula is read literally
    std::string why_not;

    bool is_capped() const { return raw > amount; }
    friend bool operator==(const Credit&, const Credit&) = default;
};

/// Absent if the policy gives no credits.
std::optional<Credit> credit_for(const Client& client, const MonthUptime& uptime, const Desk& desk);

/// What the months' uptimes are asked by.
using UptimeOf = std::function<MonthUptime(const std::string& client, Month month)>;

/// A client's credits are deducted from later charges in their currency, the oldest first, and are never paid out. One that turns
/// out to be less than was deducted for it is taken back in the next month that is open: all credits that were earned are
/// together what was deducted and what is left.
struct CreditAccount {
    struct Part {
        Month month{};   ///< for which it was given
        Money amount{};  ///< below zero: taken back
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::vector<Part> applied;  ///< to this month's charges
    std::vector<Part> left;     ///< for later ones; this month's own credit among them

    friend bool operator==(const CreditAccount&, const CreditAccount&) = default;
};

/// The account in a month, from the first that was closed or is among `known`, those that something is known about, rising. What
/// was deducted in a closed month is what was stated.
CreditAccount credit_account(const std::string& client, Month month, const std::vector<Month>& known, const UptimeOf& uptime_of,
                             const Desk& desk, const ClosedMonths& closed);

}  // namespace desk

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/month/credits.hpp"
#include "core/month/statement.hpp"

/// A month's statements for all clients: hours, money, and what was closed before.
namespace desk {

/// What the statements of a desk are computed from.
struct BillingSources {
    const Desk& desk;
    const ClosedMonths& closed;
    std::vector<Month> watched = {};  ///< those of whose availability something is known; rising
    UptimeOf uptime_of = {};          ///< asked for these
};

struct Billing {
    MonthHours hours;                     ///< as computed now, closed or not
    std::vector<Statement> statements;    ///< by client, the one with the hours first; of a closed month as they were stated
    const ClosedMonth* closed = nullptr;  ///< null: the month is open
};

/// What the hours of a month cost, in each of its currencies: before credits and corrections.
std::vector<Statement> reckoned(const MonthHours& hours, const Desk& desk);

/// The months whose work the statements of a month depend on. `client` empty: of all.
MonthSpan months_needed(const BillingSources& sources, Month month, const std::string& client = {});

/// The same for all months from the first through the last.
MonthSpan months_needed(const BillingSources& sources, Month first, Month last, const std::string& client = {});

/// The entries are those of the months needed, in any order; extra ones do no harm. The sources must outlive it.
Billing bill(const EntriesByClient& entries, Month month, const BillingSources& sources, const std::string& client = {});

/// The same of tickets.
Billing bill(std::span<const Ticket> tickets, Month month, const BillingSources& sources, const std::string& client = {});

/// The statements as they are closed now. Refuses a month that is not over or already closed.
ClosedMonth close_month(const Billing& billing, const BillingSources& sources, const std::string& by, Instant now);

}  // namespace desk

#pragma once

#include <span>
#include <vector>

#include "core/month/report.hpp"

namespace desk {

inline bool lies_in(Instant at, const Period& period) { return period.from <= at && at < period.until; }

/// What became of the clocks of one ticket in a period.
struct Judged {
    std::vector<Decided> decided;
    std::vector<Seconds> respond,
        resolve;  ///< how long it took, in the open time of the desk's calendar, with a target or without
};

/// Of each ticket, in their order. Their clocks are run once, on all cores.
std::vector<Judged> judged(std::span<const Ticket> tickets, const Period& period, const Desk& desk);

/// Counts what was decided into the report, and picks the worst.
void count_targets(const std::vector<Decided>& decided, const Desk& desk, PeriodReport& report);

}  // namespace desk

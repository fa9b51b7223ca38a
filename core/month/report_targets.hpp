#pragma once

#include <span>
#include <vector>

#include "core/month/report.hpp"

namespace desk {

/// What became of the clocks of one ticket in a period: what was decided by its end, and not by its beginning. So each decision
/// is on exactly one page, also one that became known only later.
struct Judged {
    std::vector<Decided> decided;
    std::vector<Corrected> corrected;
    std::vector<LoosenedPromise> loosened;
    std::vector<Seconds> respond, resolve;  ///< how long it took: see `PeriodReport`
};

/// Of each ticket, in their order. Their clocks are run once, on all cores.
std::vector<Judged> judged(std::span<const Ticket> tickets, const Period& period, const Desk& desk);

/// Counts what was decided into the report, and picks the worst.
void count_targets(const std::vector<Decided>& decided, const Desk& desk, PeriodReport& report);

}  // namespace desk

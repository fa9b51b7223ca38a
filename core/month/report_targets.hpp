#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/month/report.hpp"

namespace desk {

/// The decisions on the clocks of one ticket in a period: what was decided by its end, and not by its beginning. So each decision
/// is on exactly one page, including one that became known only later.
struct Judged {
    std::vector<Decided> decided;
    std::vector<Corrected> corrected;
    std::vector<LoosenedPromise> loosened;
    std::vector<Seconds> respond, resolve;  ///< how long it took: see `PeriodReport`
};

/// Of each ticket, in their order. Their clocks are run once, on all cores.
std::vector<Judged> judged(std::span<const Ticket> tickets, const Period& period, const Desk& desk);

/// The client, the receipt and the channel as they were corrected after a period, up to now: its report goes by what they were.
/// For the tickets that belong to it, as they are now; if a client is named, for those that were the client's at its end, without
/// saying to what other client they went. By ticket.
std::vector<Corrected> corrected_after(std::span<const Ticket> tickets, const Period& period, const std::string& client,
                                       Instant now, const Zone& zone);

/// Counts what was decided into the report, and picks the worst.
void count_targets(const std::vector<Decided>& decided, const Desk& desk, PeriodReport& report);

}  // namespace desk

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/month/report.hpp"

namespace desk {

/// A ticket of a period, as its client may see it.
struct ReportedTicket {
    const Ticket* ticket = nullptr;
    std::optional<Instant> resolved;  ///< by the resolution that stands
    Seconds counted{0}, not_counted{0};
    std::string targets;  ///< `respond met, resolve missed`, of those decided in the period
};

/// Those of the report's client that were opened, resolved, reopened, closed or worked on in the period, or are open at its end;
/// by opening.
std::vector<ReportedTicket> reported_tickets(const PeriodReport& report, std::span<const Ticket> tickets,
                                             std::span<const TimeEntry> entries);

}  // namespace desk

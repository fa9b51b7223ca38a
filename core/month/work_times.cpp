#include "core/month/work_times.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/ticket/applied.hpp"

namespace desk {

std::vector<std::string> cautions_on_time(const Ticket& ticket, const Period& worked, Instant now, const Zone& zone) {
    std::vector<std::string> cautions;
    const auto code = ticket.id.code();
    if (worked.until < ticket.opened)
        cautions.push_back(fmt::format("the work began at {}, and {} was opened at {}", shown(zone, worked.from), code,
                                       shown(zone, ticket.opened)));
    if (const auto* closed = closing(ticket); closed && worked.from >= closed->at)
        cautions.push_back(fmt::format("the work began at {}, and {} was closed at {}", shown(zone, worked.from), code,
                                       shown(zone, closed->at)));
    if (const auto year = zone.day(worked.from).year(); year != zone.day(now).year())
        cautions.push_back(fmt::format("the work is from {}", static_cast<int>(year)));
    return cautions;
}

std::vector<Overlap> overlaps(const Ticket& ticket, const std::string& who, const Period& worked, const Desk& desk) {
    std::vector<Overlap> found;
    for (const auto& [month, entries] : entries_in(ticket, months_beside(worked, desk.policy.zone), desk)) {
        for (const auto& entry : entries) {
            const Period both{std::max(entry.began, worked.from), std::min<Instant>(entry.began + entry.time, worked.until)};
            if (entry.by == who && both.until - both.from >= Minutes(1)) found.push_back({ticket.id, ticket.title, both});
        }
    }
    return found;
}

MonthSpan months_beside(const Period& worked, const Zone& zone) { return {zone.month(worked.from), zone.month(worked.until)}; }

}  // namespace desk

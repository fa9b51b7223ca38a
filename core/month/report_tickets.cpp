#include "core/month/report_tickets.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/ticket/applied.hpp"

namespace desk {
namespace {

bool belongs(const Ticket& ticket, const std::vector<Turn>& turns, const Period& period) {
    const auto in = [&](const Turn& turn) { return lies_in(turn.event->at, period); };
    return is_open(ticket.now.status) || lies_in(ticket.opened, period) || std::ranges::any_of(turns, in);
}

}  // namespace

std::vector<ReportedTicket> reported_tickets(const PeriodReport& report, std::span<const Ticket> tickets,
                                             std::span<const TimeEntry> entries) {
    std::map<Reference, ReportedTicket> worked;
    for (const auto& entry : entries) {
        auto& made = worked[entry.ticket];
        (entry.counted ? made.counted : made.not_counted) += entry.counted ? entry.accounted : entry.time;
    }
    std::map<const Ticket*, std::vector<std::string>> targets;
    for (const auto& each : report.decided)
        targets[each.ticket].push_back(fmt::format("{} {}", to_text(each.measure), each.met ? "met" : "missed"));
    std::vector<ReportedTicket> all;
    for (const auto& ticket : tickets) {
        if (ticket.client != report.client || ticket.opened >= report.period.until) continue;
        const auto found = worked.find(ticket.id);
        if (found == worked.end() && !belongs(ticket, turns_of(ticket), report.period)) continue;
        auto made = found == worked.end() ? ReportedTicket() : found->second;
        made.ticket = &ticket;
        if (const auto* resolved = resolution(ticket)) made.resolved = resolved->at;
        made.targets = joined(targets[&ticket], ", ");
        all.push_back(std::move(made));
    }
    std::ranges::sort(all, [](const ReportedTicket& a, const ReportedTicket& b) {
        return std::tie(a.ticket->opened, a.ticket->id) < std::tie(b.ticket->opened, b.ticket->id);
    });
    return all;
}

}  // namespace desk

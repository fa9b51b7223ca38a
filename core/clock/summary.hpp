#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

struct Clock;

/// How a ticket stands against its clocks: what filters, sorting and lists need of them.
struct ClockSummary {
    std::optional<Instant> due;        ///< of the running clock that is due first
    std::optional<Milliseconds> left;  ///< open time until then; negative when it is over
    bool late = false;                 ///< a running clock is over
    bool breached = false;             ///< any clock, of now or before, was not met in time
    bool near = false;                 ///< the one that is due first is near its limit, and not late
    std::string clock = {};            ///< which one that is: `response`

    friend bool operator==(const ClockSummary&, const ClockSummary&) = default;
};

/// Whether a clock that runs is near its limit and not over it: as many percent of its time are used up as the policy's
/// escalation names, or less than an hour is left.
bool is_near(const Clock& clock, const Policy& policy, Instant now);

/// Needs the log.
ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now);

/// A ticket as it stands now: its clocks are judged when they are first asked for, and once. Refers to ticket and desk; of one
/// thread.
class TicketNow {
public:
    TicketNow(const Ticket& of, const Desk& desk, Instant now) : ticket(of), desk_(desk), now_(now) {}

    const Ticket& ticket;

    /// Needs the log.
    const ClockSummary& clocks() const;

private:
    const Desk& desk_;
    Instant now_;
    mutable std::optional<ClockSummary> clocks_;
};

/// A ticket in a list. Refers to it.
struct ListedTicket {
    const Ticket* ticket;
    std::optional<ClockSummary> clocks = {};  ///< absent: nobody asks for them
};

/// Each ticket with what stands at its place among the clocks.
template <class Clocks>
std::vector<ListedTicket> listed(const std::vector<Ticket>& tickets, const std::vector<Clocks>& clocks) {
    std::vector<ListedTicket> list;
    list.reserve(tickets.size());
    for (std::size_t i = 0; i < tickets.size(); ++i) list.push_back({&tickets[i], clocks[i]});
    return list;
}

}  // namespace desk

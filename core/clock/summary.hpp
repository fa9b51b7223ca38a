#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/clock/clock.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// The state of a ticket's clocks: what filters, sorting and lists need.
struct ClockSummary {
    std::optional<Instant> due;        ///< of the running clock that is due first
    std::optional<Milliseconds> left;  ///< open time until then; negative if overdue
    bool late = false;                 ///< a running clock is over
    bool breached = false;             ///< any clock, of now or before, was not met in time
    bool near = false;                 ///< `TicketNow::is_near`; false where nobody asked for it
    std::string measure = {};          ///< of the running clock that is due first: `response`, `step review`

    friend bool operator==(const ClockSummary&, const ClockSummary&) = default;
};

/// Needs the log.
ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now);

/// A ticket as it stands now: its clocks are judged when they are first asked for, and once. Refers to ticket and desk; of one
/// thread.
class TicketNow {
public:
    TicketNow(const Ticket& of, const Desk& desk, Instant now) : ticket(of), desk_(desk), now_(now) {}

    const Ticket& ticket;

    Instant now() const { return now_; }

    /// Needs the log.
    const ClockSummary& clocks() const;

    /// Whether no clock is over, and so much of the time of one is used up that the policy calls it near its limit. Needs the
    /// log.
    bool is_near() const;

    /// The summary with `near`, which takes longer.
    ClockSummary whole_summary() const;

private:
    const std::vector<Clock>& all() const;

    const Desk& desk_;
    Instant now_;
    mutable std::optional<std::vector<Clock>> all_;
    mutable std::optional<ClockSummary> clocks_;
};

/// A ticket in a list. Refers to it.
struct ListedTicket {
    const Ticket* ticket;
    std::optional<ClockSummary> clocks = {};  ///< absent: nobody asks for them
};

/// Each ticket with the clocks at the same place.
template <class Clocks>
std::vector<ListedTicket> listed(const std::vector<Ticket>& tickets, const std::vector<Clocks>& clocks) {
    std::vector<ListedTicket> list;
    list.reserve(tickets.size());
    for (std::size_t i = 0; i < tickets.size(); ++i) list.push_back({&tickets[i], clocks[i]});
    return list;
}

}  // namespace desk

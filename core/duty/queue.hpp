#pragma once

#include <string_view>
#include <vector>

#include "core/clock/summary.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// Whether an agent may take it next: new or open, and theirs or nobody's.
bool is_queued_for(const Ticket& ticket, std::string_view agent);

/// Whether anybody may.
bool is_queued_for_any(const Ticket& ticket);

/// Puts tickets in the order in which they are to be worked on: by the words of the desk's `queue`, then by due time, receipt
/// and reference. Whether a priority is worked on at once, and its rank, are those of the ticket's own policy. What is out of
/// scope comes last. Needs the clocks of each.
void queue(std::vector<ListedTicket>& tickets, const Desk& desk);

}  // namespace desk

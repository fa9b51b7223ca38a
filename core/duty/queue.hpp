#pragma once

#include <string_view>
#include <vector>

#include "core/clock/summary.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// Whether an agent may take it next: new or open, and theirs or nobody's.
bool is_queued_for(const Ticket& ticket, std::string_view agent);

/// Sorts tickets into the order in which to work on them: by the words of the desk's `queue`, then by due time, receipt
/// and reference. Whether a priority must be taken at once, and its rank, come from the ticket's own policy. Tickets out
/// of scope come last. Needs the clocks of each.
void queue(std::vector<ListedTicket>& tickets, const Desk& desk);

}  // namespace desk

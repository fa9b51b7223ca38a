#pragma once

#include <span>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// The state of tickets, for programs: `clocks`, `waits`, `steps`, `intake`, `suggested`, each a list over all the tickets.
std::vector<Page> standing_pages(std::span<const Ticket> tickets, const Desk& desk, Instant now);

/// The state of a ticket, line by line: its clocks, waits, steps, what must still be asked, who might take it.
void standing_lines(Page& page, const Ticket& ticket, const Terms& terms, Instant now);

}  // namespace desk::cli

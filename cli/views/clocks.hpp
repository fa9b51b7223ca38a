#pragma once

#include <span>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// How tickets stand, for programs: `clocks`, `waits`, `steps`, `intake`, `suggested`, each a list over all the tickets.
std::vector<Page> standing_pages(std::span<const Ticket> tickets, const Desk& desk, Instant now);

/// How a ticket stands, line by line: its clocks, waits, steps, what is still to be asked, who might take it.
void standing_lines(Page& page, const Ticket& ticket, const Terms& terms, Instant now);

}  // namespace desk::cli

#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// A ticket as people read it: the header, its state, what happened when in the desk's zone, the time spent.
/// For several, one below the other, the JSON is an array named `tickets`.
Page ticket_page(std::span<const Ticket> tickets, const Desk& desk, Instant now);

}  // namespace desk::cli

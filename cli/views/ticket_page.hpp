#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// A ticket as a person reads it: the header, how it stands, what happened when in the desk's zone, the time spent.
/// Of several, one below the other, the JSON is an array named `tickets`.
Page ticket_page(std::span<const Ticket> tickets, const Desk& desk, Instant now);

}  // namespace desk::cli

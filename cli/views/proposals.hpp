#pragma once

#include <span>
#include <vector>

#include "cli/output/output.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/zone.hpp"

namespace desk::cli {

/// What rules leave to a person: for each ticket what they would do, why, and the command that does it.
Page proposals_page(std::span<const Ticket> tickets, std::span<const std::vector<Event>> events, const Zone& zone);

}  // namespace desk::cli

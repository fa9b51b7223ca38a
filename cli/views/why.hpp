#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// Every clock, step by step, so that a person can check it with a pencil.
Page why_page(std::span<const Ticket> tickets, const Desk& desk, Instant now);

}  // namespace desk::cli

#pragma once

#include "cli/output/output.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// The ticket with the keys of its YAML.
Value to_json(const Ticket& ticket);

}  // namespace desk::cli

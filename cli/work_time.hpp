#pragma once

#include <string>

#include "cli/command.hpp"

namespace desk::cli {

/// Tells who logs work, or puts it right, what looks wrong with its time: it lies outside the ticket's life, or the person has
/// logged other work for it. The ticket is without that work.
void mind_the_time(const Ticket& ticket, const std::string& who, const Period& worked, Context& context);

}  // namespace desk::cli

#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Where something was heard on a ticket that was done with: that it stays so, and how it is opened again.
void tell_of_reopening(const Ticket& ticket, Context& context);

}  // namespace desk::cli

#pragma once

#include <string>

#include "cli/command.hpp"

namespace desk::cli {

/// Warns when work is logged or corrected whose time looks wrong: it is outside the ticket's life, or the person logged
/// other work at that time. The ticket is without that work.
void mind_the_time(const Ticket& ticket, const std::string& who, const Period& worked, Context& context);

/// The same of what is logged, and that the tier lacks something for it. The ticket is as it was before.
void mind_the_work(const Ticket& ticket, const std::string& who, const did::Work& spent, Context& context);

}  // namespace desk::cli

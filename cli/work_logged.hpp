#pragma once

#include <string>

#include "cli/command.hpp"

namespace desk::cli {

/// Tells who logs work what looks wrong with it: that the tier lacks something, its time, other work at the same time. The ticket
/// is as it was before.
void mind_the_work(const Ticket& ticket, const std::string& who, const did::Work& spent, Context& context);

}  // namespace desk::cli

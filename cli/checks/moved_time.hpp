#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Warns of time that stands on two tickets, since two clones moved it at once.
void warn_of_time_counted_twice(Context& context);

}  // namespace desk::cli

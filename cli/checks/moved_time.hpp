#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Warns of time that is on two tickets because two clones moved it at once.
void warn_of_time_counted_twice(Context& context);

}  // namespace desk::cli

#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Reports words in tickets that their terms do not have, those of open tickets first, and clients that are spelt
/// in several ways. These are warnings, not problems.
void warn_of_words(Context& context);

}  // namespace desk::cli

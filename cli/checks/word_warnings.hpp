#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Tells the words that tickets have and what they are judged by has not, those of open tickets first, and clients that are spelt
/// in several ways. They are worth knowing, and no problems.
void warn_of_words(Context& context);

}  // namespace desk::cli

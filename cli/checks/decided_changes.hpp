#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Reports the decided promises that uncommitted changes to desk.toml, the policies and the clients' files
/// would decide differently.
void warn_of_decisions(Context& context);

}  // namespace desk::cli

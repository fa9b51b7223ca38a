#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Tells where desk.toml, a policy, a client's file or an agreement is not as git's last commit has it and closed months come to
/// other amounts by it, so that the next month that is open will correct them.
void tell_changes_of_closed_months(Context& context);

}  // namespace desk::cli

#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Reports uncommitted changes to desk.toml, a policy, a client's file or an agreement that change the amounts
/// of closed months, so that the next open month will correct them.
void tell_changes_of_closed_months(Context& context);

}  // namespace desk::cli

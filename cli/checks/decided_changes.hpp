#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Tells the decided promises that would come out otherwise by what desk.toml, the policies and the clients' files say now and
/// the last commit does not.
void warn_of_decisions(Context& context);

}  // namespace desk::cli

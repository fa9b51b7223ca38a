#pragma once

#include "cli/command.hpp"

namespace desk::cli {

/// Shows the automatic mails that are owed; `sends`: sends each, which is then recorded. Only the clone sends that was made
/// the mail host. With --dry-run the mails are shown as they would go out. What could not be sent is told, and the others go out.
void mail_out(bool sends, Context& context);

}  // namespace desk::cli

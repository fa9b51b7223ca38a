#pragma once

#include <string>

namespace desk::cli {

/// Shows the text in the user's pager and waits until it ends. False if the pager could not be started; then nothing
/// was shown.
bool page(const std::string& text, const std::string& command);

}  // namespace desk::cli

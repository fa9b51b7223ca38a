#pragma once

#include <string>

namespace desk::cli {

/// Shows a page of the manual by `man`, that of this program where it was installed together with its pages, and waits until it
/// is left. False where there is no such page, or no `man`; then nothing was shown.
bool open_manual(const std::string& section, const std::string& page, const std::string& program);

}  // namespace desk::cli

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk::cli {

/// What people look for under a word that is no command: those of the commands there are, the likeliest first.
std::vector<std::string> meant_by(std::string_view word);

}  // namespace desk::cli

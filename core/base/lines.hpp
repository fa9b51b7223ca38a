#pragma once

#include <string>
#include <string_view>

namespace desk {

/// A text as it is stored: without a byte order mark, and with plain line ends.
std::string plain_lines(std::string_view text);

}  // namespace desk

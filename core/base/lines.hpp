#pragma once

#include <string>
#include <string_view>

namespace desk {

/// A text as it is stored: without the mark at its beginning that editors of other systems write, and with plain line ends.
std::string plain_lines(std::string_view text);

}  // namespace desk

#pragma once

#include <string>
#include <string_view>

namespace desk {

/// The bytes of a mail as UTF-8. Names of character sets are taken as browsers take them (WHATWG Encoding): iso-8859-1 is
/// windows-1252, gb2312 is gb18030. Without one that is known, and under us-ascii, the bytes are UTF-8 where they can be, else
/// windows-1252; so are those that are called utf-8 and have no character of it above 7F. A byte order mark wins, and goes.
/// What has no meaning becomes U+FFFD.
std::string utf8_from(std::string_view bytes, std::string_view charset);

}  // namespace desk

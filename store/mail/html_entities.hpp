#pragma once

#include <string_view>

namespace desk {

/// The character that HTML 4 calls so: `auml`; 0: there is none.
char32_t html_character(std::string_view name);

}  // namespace desk

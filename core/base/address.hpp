#pragma once

#include <string_view>

namespace desk {

/// Whether it can be an email address: something on both sides of an `@`, and nothing that ends an address.
bool is_address(std::string_view text);

}  // namespace desk

#pragma once

#include <string_view>

namespace desk {

/// Whether it can be an email address: something on both sides of an `@`, and nothing that ends an address.
bool is_address(std::string_view text);

/// Whether a mail can be sent to it: a dot-atom on both sides of the `@` (RFC 5322, 6532), so that it is one recipient wherever
/// it stands, and no longer than one may be (RFC 5321).
bool is_recipient(std::string_view text);

}  // namespace desk

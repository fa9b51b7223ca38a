#pragma once

#include <string>

#include "core/mail/outgoing.hpp"

namespace desk {

/// The mail as sendmail(8) takes it, and as a file (RFC 5322, 2045, 2047, 2231): lines end with LF, none is longer than 76
/// characters, all is ASCII but what stands in addresses. Nothing in a value can add a header.
std::string composed(const OutgoingMail& mail);

}  // namespace desk

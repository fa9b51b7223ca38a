#pragma once

#include <string>

#include "core/mail/outgoing.hpp"

namespace desk {

/// The mail as sendmail(8) takes it, and as a file (RFC 5322, 2045, 2047, 2231): lines end with LF, those of texts have 76
/// characters at most, and all is ASCII but what stands in addresses. Nothing in a value can add a header.
std::string composed(const OutgoingMail& mail);

}  // namespace desk

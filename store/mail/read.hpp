#pragma once

#include <string_view>

#include "core/mail/mail.hpp"

namespace desk {

/// The mail, whatever is wrong with it. Over the limits of `MailLimits` only its headers are read.
Mail mail_from(std::string_view bytes);

}  // namespace desk

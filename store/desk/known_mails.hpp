#pragma once

#include "core/mail/decide.hpp"
#include "store/desk/store.hpp"

namespace desk {

/// What the tickets know of a mail. A file that cannot be read is `Fault::malformed` where the mail may belong to it.
KnownMails known_mails(const Store& store, const MailLeads& leads);

}  // namespace desk

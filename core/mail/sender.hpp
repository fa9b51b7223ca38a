#pragma once

#include <string>
#include <string_view>

#include "core/contract/client.hpp"
#include "core/mail/automatic.hpp"
#include "core/mail/mail.hpp"

namespace desk {

/// Whom a mail is from.
struct Sender {
    Mailbox requester;           ///< who wants something: of a mail that an agent attaches, whoever wrote that
    std::string agent;           ///< the one of ours who has sent it; empty: none
    std::string client;          ///< whose they are; empty: nobody's
    std::string_view client_by;  ///< `contact`, `domain`; empty: not known
    bool is_forwarded = false;   ///< the agent has attached it
};

/// By the first mailbox of From; by that of Reply-To where From is the desk itself, as a form on a web page has it, or is
/// nobody's and Reply-To is a client's. Refuses with `Fault::malformed` where it is nobody's, and the file of a client cannot be
/// read.
Sender sender_of(const Mail& mail, const Desk& desk, const MailAddress& address, Instant at);

}  // namespace desk

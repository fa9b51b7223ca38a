#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/contract/client.hpp"
#include "core/mail/automatic.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// A mail that is to go out, or that is kept as one. What is empty has no header.
struct OutgoingMail {
    struct File {
        std::string name, type, bytes;
    };

    Mailbox from;
    std::vector<Mailbox> to, cc;
    std::string subject;
    Instant date{};
    std::string message_id, in_reply_to;  ///< without brackets
    std::vector<std::string> references;
    bool is_automatic = false;                                 ///< nobody's program is to answer it
    std::vector<std::pair<std::string, std::string>> further;  ///< headers, and their texts
    std::string body;
    std::vector<File> files;
};

/// `20261120T091403217Z`: a moment as names and Message-IDs have it, in which it sorts.
std::string mail_stamp(Instant at);

/// The Message-ID of what goes out: of the ticket, of what it is, and when that came about, so that it is the same whenever it is
/// made. `2611-K7QF4.reply.20261120T091403217Z@junction.example`
std::string message_id(const Reference& ticket, std::string_view what, Instant of, const MailAddress& desk);

/// Whoever reported the ticket; a contact whom the client's file knows by that name has the address from there. Without an
/// address where there is none that a mail can go to.
Mailbox recipient_of(const Ticket& ticket, const Terms& terms, const MailAddress& desk);

/// Whose address it is, where that is another client than the ticket's; null: nobody else's.
const Client* other_client_at(const std::string& address, const Ticket& ticket, const Desk& desk);

/// A mail to them, in the thread of the ticket's mails, still without a text. Refuses where the desk has no address, or they
/// have none.
OutgoingMail mail_about(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now);

}  // namespace desk

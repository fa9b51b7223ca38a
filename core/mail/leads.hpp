#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/automatic.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/reference.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// By what a mail may belong to tickets.
struct MailLeads {
    std::vector<std::string> messages;  ///< Message-IDs, its own first
    std::vector<Reference> references;  ///< whether or not there are such tickets
};
MailLeads leads_of(const Mail& mail, const Policy& policy);

/// What tickets know of it.
struct KnownMails {
    std::map<std::string, Reference, std::less<>> messages;  ///< by Message-ID
    std::map<Reference, Ticket> tickets;                     ///< those of the leads that there are
};

/// A ticket that a mail may belong to, and by what.
struct MailLead {
    Reference ticket;
    std::string_view by;    ///< `message-id`, `address`, `subject`, `in-reply-to`, `references`, `bounce`
    bool is_known = false;  ///< by a mail of its log, which went to its people alone
};

/// Those that a mail of this kind leads to, in the order in which they are tried; whether or not there are such tickets.
std::vector<MailLead> leads_to_tickets(const Mail& mail, Automatic kind, const MailAddress& desk, const KnownMails& known);

}  // namespace desk

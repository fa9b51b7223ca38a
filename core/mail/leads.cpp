#include "core/mail/leads.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/unicode.hpp"
#include "core/mail/said.hpp"

namespace desk {
namespace {

/// What stands behind a plus in addresses of ours: `help+2611-K7QF4@junction.example`.
std::vector<Reference> references_in_addresses(const Mail& mail, const MailAddress& desk) {
    std::vector<Reference> found;
    if (desk.domain.empty()) return found;
    const auto domain = "@" + folded(desk.domain);
    for (const std::string_view name : {"to", "cc", "delivered-to", "x-original-to"}) {
        const auto values = mail.headers.find(name);
        if (values == mail.headers.end()) continue;
        for (const auto& value : values->second) {
            const auto line = folded(value);
            for (auto end = line.find(domain); end != line.npos; end = line.find(domain, end + 1)) {
                const auto plus = line.find_last_of("+@, <\t", end == 0 ? 0 : end - 1);
                if (plus == line.npos || line[plus] != '+') continue;
                std::ranges::move(references_in(std::string_view(line).substr(plus + 1, end - plus - 1)),
                                  std::back_inserter(found));
            }
        }
    }
    return found;
}

}  // namespace

MailLeads leads_of(const Mail& mail, const Policy& policy) {
    MailLeads leads{{mail.identity}, {}};
    for (const auto* ids : {&mail.in_reply_to, &mail.references, &mail.returned})
        std::ranges::copy(*ids, std::back_inserter(leads.messages));
    const auto desk = address_of(policy);
    leads.references = references_in_addresses(mail, desk);
    std::ranges::move(references_in(mail.subject), std::back_inserter(leads.references));
    for (const auto& message : leads.messages)
        if (const auto ticket = ticket_named_by(message, desk)) leads.references.push_back(*ticket);
    leads.references.resize(std::min(leads.references.size(), MailLimits::references));
    return leads;
}

std::vector<MailLead> leads_to_tickets(const Mail& mail, Automatic kind, const MailAddress& desk, const KnownMails& known) {
    std::vector<MailLead> found;
    const auto add_all = [&](const std::vector<Reference>& references, std::string_view by) {
        for (const auto& reference : references) found.push_back({reference, by});
    };
    const auto add_known = [&](const std::string& message, std::string_view by) {
        if (const auto ticket = known.messages.find(message); ticket != known.messages.end())
            found.push_back({ticket->second, by, true});
        else if (const auto named = ticket_named_by(message, desk))  // it was sent from a clone that has not been heard of yet
            found.push_back({*named, by});
    };
    if (kind == Automatic::bounce) {
        for (const auto& message : mail.returned) add_known(message, "bounce");
        return found;
    }
    add_all(references_in_addresses(mail, desk), "address");
    add_all(references_in(mail.subject), "subject");
    for (const auto& message : mail.in_reply_to) add_known(message, "in-reply-to");
    for (auto message = mail.references.rbegin(); message != mail.references.rend(); ++message) add_known(*message, "references");
    return found;
}

}  // namespace desk

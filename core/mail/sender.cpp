#include "core/mail/sender.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"

namespace desk {
namespace {

struct Owner {
    std::string client;
    std::string_view by;
};

std::string_view domain_of(std::string_view email) {
    const auto at = email.rfind('@');
    return at == email.npos ? std::string_view() : email.substr(at + 1);
}

bool has_domain(const Client& client, std::string_view domain) {
    return std::ranges::any_of(client.domains, [&](const std::string& each) { return same_folded(each, domain); });
}

bool is_there(const Client::Contact& contact, Day day) {
    const auto on = std::chrono::sys_days(day);
    return (!contact.from || std::chrono::sys_days(*contact.from) <= on) &&
           (!contact.to || std::chrono::sys_days(*contact.to) >= on);
}

/// Whose address it is: a contact's, else by its domain, exactly as that is listed. Empty: nobody's, or that of several.
Owner owner_of(const Desk& desk, std::string_view email, Day day) {
    const auto domain = domain_of(email);
    if (domain.empty()) return {};
    for (const auto& client : desk.clients) {
        const auto is_it = [&](const Client::Contact& contact) {
            return same_folded(contact.email, email) && is_there(contact, day);
        };
        if (std::ranges::any_of(client.contacts, is_it)) return {client.name, has_domain(client, domain) ? "domain" : "contact"};
    }
    const auto* client = client_by_address(desk, email);
    return client == nullptr ? Owner() : Owner{client->name, "domain"};
}

std::string agent_with(const Policy& policy, std::string_view email) {
    const auto is_it = [&](const Policy::Agent& agent) { return !agent.email.empty() && same_folded(agent.email, email); };
    const auto found = std::ranges::find_if(policy.agents, is_it);
    return found == policy.agents.end() ? std::string() : found->name;
}

/// A client of whom nothing can be read may be the one.
void must_know_all_clients(const Desk& desk) {
    for (const auto& client : desk.clients)
        if (client.broken)
            throw Error(Fault::malformed,
                        fmt::format("{}: cannot be read, so it is not known whose the mail is", client_path(client.name)),
                        client.broken->what);
}

}  // namespace

Sender sender_of(const Mail& mail, const Desk& desk, const MailAddress& address, Instant at) {
    const auto day = desk.policy.zone.day(at);
    Sender sender;
    sender.requester = mail.from;
    sender.agent = agent_with(desk.policy, mail.from.email);
    const bool is_nobodys = sender.agent.empty() && owner_of(desk, mail.from.email, day).client.empty();
    if (is_nobodys && !mail.reply_to.email.empty() &&
        (address.is(mail.from.email) || !owner_of(desk, mail.reply_to.email, day).client.empty()))
        sender.requester = mail.reply_to;
    if (!sender.agent.empty() && mail.enclosed) {
        sender.requester = mail.enclosed->from;
        sender.is_forwarded = true;
    }
    const auto owner = owner_of(desk, sender.requester.email, day);
    sender.client = owner.client;
    sender.client_by = owner.by;
    if (sender.client.empty() && agent_with(desk.policy, sender.requester.email).empty()) must_know_all_clients(desk);
    return sender;
}

}  // namespace desk

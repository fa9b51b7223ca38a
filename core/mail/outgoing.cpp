#include "core/mail/outgoing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/address.hpp"
#include "core/base/error.hpp"

namespace desk {
namespace {

constexpr std::size_t most_references = 20;

/// Whether a mail has it in its headers: not one that stands for a mail without any, and nothing that ends a header.
bool is_written(std::string_view id) {
    constexpr std::string_view never = "<>()\\\",;";
    const auto is_sign = [&](char c) { return c > ' ' && c <= '~' && never.find(c) == never.npos; };
    return !id.ends_with(unknown_message_domain) && std::ranges::all_of(id, is_sign);
}

/// The mails of the ticket, the oldest first.
std::vector<std::string> thread_of(const Ticket& ticket) {
    std::vector<std::string> thread;
    for (const auto& event : ticket.log) {
        const auto id = message_of(event);
        // What is noted is our own, and no mail of the thread.
        if (!id.empty() && is_written(id) && !as<did::Note>(event)) thread.emplace_back(id);
    }
    if (thread.size() > most_references)
        thread.erase(thread.begin() + 1, thread.end() - static_cast<std::ptrdiff_t>(most_references - 1));
    return thread;
}

/// What the client has written last, else the last mail at all.
std::string answered(const Ticket& ticket, const std::vector<std::string>& thread) {
    std::string id = thread.empty() ? std::string() : thread.back();
    for (const auto& event : ticket.log)
        if ((as<did::Open>(event) || as<did::Hear>(event)) && is_written(message_of(event)) && !message_of(event).empty())
            id = message_of(event);
    return id;
}

}  // namespace

std::string mail_stamp(Instant at) {
    auto stamp = to_text(at);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':' || c == '.'; });
    return stamp;
}

std::string message_id(const Reference& ticket, std::string_view what, Instant of, const MailAddress& desk) {
    return fmt::format("{}.{}.{}@{}", ticket.text(), what, mail_stamp(of), desk.domain);
}

Mailbox recipient_of(const Ticket& ticket, const Terms& terms, const MailAddress& desk) {
    Mailbox to{ticket.requester.name, ticket.requester.email};
    const auto* contact = to.email.empty() && terms.client ? contact_of(*terms.client, ticket.requester) : nullptr;
    if (contact) to.email = contact->email;
    if (!is_recipient(to.email) || desk.is(to.email)) to.email.clear();
    return to;
}

const Client* other_client_at(const std::string& address, const Ticket& ticket, const Desk& desk) {
    const auto* owner = client_by_address(desk, address);
    return owner && owner->name != ticket.client && !ticket.client.empty() ? owner : nullptr;
}

OutgoingMail mail_about(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now) {
    if (desk.domain.empty())
        throw Error(Fault::refused, "the policy has no mail address that a mail could come from",
                    "as in [channel.email] address = \"help@junction.example\"");
    auto to = recipient_of(ticket, terms, desk);
    const auto& typed = ticket.requester.email;
    if (to.email.empty())
        throw Error(Fault::refused,
                    fmt::format("{} has no address to send to{}", ticket.id.text(),
                                typed.empty() ? std::string()
                                              : fmt::format(": {} {}", typed,
                                                            desk.is(typed) ? "is the desk's own" : "cannot be mailed to")),
                    fmt::format("desk edit {} --requester ADDRESS", ticket.id.code()));
    OutgoingMail mail;
    mail.from = {terms.policy.name, desk.text()};
    mail.to = {std::move(to)};
    mail.subject = fmt::format("[{}] {}", ticket.id.text(), ticket.title);
    mail.date = now;
    mail.references = thread_of(ticket);
    mail.in_reply_to = answered(ticket, mail.references);
    return mail;
}

}  // namespace desk

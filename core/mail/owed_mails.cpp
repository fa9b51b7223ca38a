#include "core/mail/owed_mails.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include <fmt/format.h>

#include "core/base/unicode.hpp"
#include "core/clock/clock.hpp"
#include "core/clock/due.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/mail/finished.hpp"
#include "core/mail/outgoing.hpp"
#include "core/ticket/applied.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk {
namespace {

using What = OwedMail::What;
using Acknowledge = Policy::Mail::Acknowledge;

constexpr auto a_day = std::chrono::hours(24), a_week = 7 * a_day;
constexpr int most_a_day = 10;
constexpr auto a_moment = std::chrono::seconds(1);  // events that one command records are milliseconds apart

/// What a Message-ID says but for the domain, which may change.
std::string_view local_part(std::string_view message) { return message.substr(0, message.rfind('@')); }

bool is_sent(const Ticket& ticket, const OwedMail& owed) {
    return std::ranges::any_of(ticket.log.recorded(), [&](const Event& event) {
        const auto* sent = as<did::Sent>(event);
        return sent && local_part(sent->message) == local_part(owed.message);
    });
}

bool is_spoken_to(const Ticket& ticket) {
    return std::ranges::any_of(ticket.log, [](const Event& event) { return as<did::Reply>(event) != nullptr; });
}

bool is_heard_since(const Ticket& ticket, Instant at) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) { return event.at > at && as<did::Hear>(event); });
}

bool is_rated_since(const Ticket& ticket, Instant at) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) { return event.at > at && as<did::Rate>(event); });
}

/// When it was opened by a mail that a person wrote to us.
const Event* opened_by_mail(const Ticket& ticket) {
    const auto* opened = last<did::Open>(ticket);
    return opened && !message_of(*opened).empty() ? opened : nullptr;
}

bool is_quiet(const Ticket& ticket) {
    const auto* opened = last<did::Open>(ticket);
    return opened && as<did::Open>(*opened)->quiet;
}

/// From when the hours of its channel allow an answer; absent: not within a month.
std::optional<Instant> in_hours(const Ticket& ticket, const Policy& policy, Instant at) {
    const auto* channel = channel_named(policy, ticket.channel);
    const auto& calendar = calendar_or_desks(policy, channel ? channel->calendar : std::string());
    const auto open = open_periods(calendar, at, at + 31 * a_day);
    return open.empty() ? std::nullopt : std::optional(std::max(at, open.front().from));
}

/// Why a mail may be owed: an event of the log, and since when.
struct Cause {
    What what{};
    const Event* event = nullptr;
    std::optional<Instant> since;
    std::chrono::hours lasts{0};
};

Cause acknowledgement(const Ticket& ticket, const Policy& policy) {
    const auto* opened = opened_by_mail(ticket);
    const auto when = policy.mail->acknowledge;
    if (when == Acknowledge::no || !opened || !is_open(ticket.now.status) || is_spoken_to(ticket)) return {};
    return {What::acknowledgement, opened, when == Acknowledge::at_once ? opened->at : in_hours(ticket, policy, opened->at),
            a_day};
}

Cause confirmation(const Ticket& ticket, const Policy& policy) {
    const auto* resolved = resolution(ticket);
    if (!policy.mail->confirm || !resolved || ticket.now.status != Status::resolved || !message_of(*resolved).empty()) return {};
    if (is_confirmed(ticket) || is_heard_since(ticket, resolved->at)) return {};
    return {What::confirmation, resolved, resolved->at, a_week};
}

/// When it became known that the ticket is closed.
Instant known_at(const Event& closed) { return as<did::Close>(closed)->recorded.value_or(closed.at); }

/// Whether the mail of the resolution has said that the ticket is closed as well.
bool were_one_command(const Event& resolved, const Event& closed) {
    return !message_of(resolved).empty() && resolved.by == closed.by && closed.at - resolved.at < a_moment;
}

/// Of what was closed without a resolution nobody is told by a program: it may be a slip, or nobody's.
Cause closing_told(const Ticket& ticket, const Policy& policy) {
    const auto* closed = closing(ticket);
    const auto* resolved = resolution(ticket);
    if (!policy.mail->closing || !closed || !resolved) return {};
    if (!message_of(*closed).empty() || were_one_command(*resolved, *closed)) return {};
    return {What::closing, closed, known_at(*closed), a_week};
}

Cause feedback(const Ticket& ticket, const Policy& policy) {
    const auto* closed = closing(ticket);
    const auto* resolved = resolution(ticket);
    if (!policy.feedback->ask || policy.feedback->scale.empty() || !closed || !resolved || is_rated_since(ticket, resolved->at))
        return {};
    return {What::feedback, closed, known_at(*closed), a_week};
}

/// `mailto:` with the subject that `link_answer` reads.
std::string link(const Ticket& ticket, std::string_view what, std::string_view value, const MailAddress& desk) {
    std::string link = fmt::format("mailto:{}?subject=", desk.text());
    for (const char c : fmt::format("[{}] {}: {}", ticket.id.text(), what, value)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool stands = byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_');
        link += stands ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return link;
}

std::string score_links(const Ticket& ticket, const Policy::Feedback& feedback, const MailAddress& desk) {
    std::string links;
    for (const auto& score : feedback.scale)
        links += fmt::format("{}{}: {}", links.empty() ? "" : "\n", score, link(ticket, link_score, score, desk));
    return links;
}

std::string closes_on(const Ticket& ticket, const Event& resolved, const Policy& policy) {
    const auto& after = policy.resolution->close_after;
    if (!after || ticket.now.status != Status::resolved || is_confirmed(ticket)) return {};
    const auto at = due_if_reached(*after, calendar_or_desks(policy, {}), resolved.at, policy, {});
    return at ? to_text(policy.zone.day(*at)) : std::string();
}

/// By when the response is due, and nobody has responded.
std::string response_due(const Ticket& ticket, const Terms& terms, Instant now) {
    for (const auto& clock : clocks(ticket, terms, now))
        if (clock.measure == Measure::respond && clock.is_running() && clock.due && *clock.due > now)
            return fmt::format("{} ({})", shown(terms.policy.zone, *clock.due), terms.policy.zone.name());
    return {};
}

}  // namespace

std::vector<OwedMail> owed_mails(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now) {
    std::vector<OwedMail> owed;
    const auto to = recipient_of(ticket, terms, desk).email;
    if (is_quiet(ticket) || to.empty()) return owed;
    const auto& policy = terms.policy;
    for (const auto& [what, event, since, lasts] : {acknowledgement(ticket, policy), confirmation(ticket, policy),
                                                    closing_told(ticket, policy), feedback(ticket, policy)}) {
        if (!event || !since || *since > now + a_moment || now - *since > lasts) continue;
        OwedMail mail{what, *since, message_id(ticket.id, word_of(owed_mail_words, what), event->at, desk), to};
        if (!is_sent(ticket, mail)) owed.push_back(std::move(mail));
    }
    std::ranges::stable_sort(owed, {}, &OwedMail::since);
    return owed;
}

void MailBrake::count(const Ticket& ticket, const std::string& address) {
    for (const auto& event : ticket.log.recorded())
        if (const auto* sent = as<did::Sent>(event); sent && event.at > now_ - a_day)
            if (const auto what = value_of(owed_mail_words, sent->what)) count(address, *what);
}

void MailBrake::count(const std::string& address, What what) {
    auto& counted = by_address_[folded(address)];
    ++counted.all;
    if (what == What::acknowledgement) ++counted.acknowledgements;
}

bool MailBrake::lets(const std::string& address, What what) const {
    const auto found = by_address_.find(folded(address));
    if (found == by_address_.end()) return true;
    return found->second.all < most_a_day && (what != What::acknowledgement || found->second.acknowledgements == 0);
}

MailFields fields_of(const Ticket& ticket, const Terms& terms, const MailAddress& desk, Instant now) {
    const auto& policy = terms.policy;
    MailFields fields;
    fields.set(MailField::reference, ticket.id.text());
    fields.set(MailField::title, ticket.title);
    fields.set(MailField::requester, ticket.requester.name);
    fields.set(MailField::desk, policy.name);
    fields.set(MailField::link, policy.feedback->link);
    fields.set(MailField::due, response_due(ticket, terms, now));
    fields.set(MailField::scores, score_links(ticket, *policy.feedback, desk));
    if (const auto* resolved = resolution(ticket)) {
        fields.set(MailField::resolution, as<did::Resolve>(*resolved)->text);
        fields.set(MailField::closes_on, closes_on(ticket, *resolved, policy));
        const bool is_asked = ticket.now.status == Status::resolved && !is_confirmed(ticket);
        if (is_asked) fields.set(MailField::works, link(ticket, link_confirm, "it works", desk));
    }
    if (const auto until = reopen_until(ticket, policy)) fields.set(MailField::reopen_until, to_text(*until));
    return fields;
}

}  // namespace desk

#include "core/mail/automatic.hpp"

#include <algorithm>

#include "core/base/address.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/channel.hpp"
#include "core/mail/date.hpp"
#include "core/mail/said.hpp"

namespace desk {
namespace {

bool begins_with_any(std::string_view word, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return word.starts_with(beginning); });
}

bool has_any(const Mail& mail, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return !mail.header(name).empty(); });
}

bool is_bounce(const Mail& mail) {
    if (mail.report_type == "delivery-status" || mail.type == "message/delivery-status") return true;
    return mail.word("return-path") == "<>" || begins_with_any(folded(mail.from.email), {"mailer-daemon@", "postmaster@"}) ||
           has_any(mail, {"x-failed-recipients"});
}

bool is_automatic_reply(const Mail& mail, std::string_view submitted) {
    return submitted.starts_with("auto-replied") || mail.report_type == "disposition-notification" ||
           mail.type == "message/disposition-notification" || mail.word("precedence") == "auto_reply" ||
           has_any(mail, {"x-autoreply", "x-autorespond", "x-autoresponse", "x-mail-autoreply"});
}

/// The word without its parameters and comments: `auto-replied` of `auto-replied (vacation)`.
std::string submitted_by(const Mail& mail) {
    const auto word = mail.word("auto-submitted");
    return std::string(trimmed(std::string_view(word).substr(0, word.find_first_of(";("))));
}

bool is_by_fetcher(std::string_view received) {
    const auto line = folded(received);
    return line.find("fetchmail") != line.npos || line.find("getmail") != line.npos || line.find("with imap") != line.npos ||
           line.find("with pop") != line.npos;
}

}  // namespace

bool MailAddress::is(std::string_view address) const {
    const auto at = address.rfind('@');
    if (domain.empty() || at == address.npos || !same_folded(address.substr(at + 1), domain)) return false;
    const auto name = folded(address.substr(0, at)), own = folded(box);
    return name == own || name.starts_with(own + "+");
}

std::optional<Reference> ticket_named_by(std::string_view message_id, const MailAddress& desk) {
    const auto at = message_id.rfind('@'), dot = message_id.find('.');
    if (desk.domain.empty() || at == message_id.npos || dot > at) return {};
    if (!same_folded(message_id.substr(at + 1), desk.domain)) return {};
    return Reference::canonical(std::string(message_id.substr(0, dot)));
}

MailAddress address_of(const Policy& policy) {
    for (const auto& channel : policy.channels) {
        const auto at = channel.address.rfind('@');
        if (at == std::string::npos || !is_address(channel.address)) continue;
        return {channel.name, channel.address.substr(0, at), channel.address.substr(at + 1)};
    }
    return {};
}

Automatic automatic(const Mail& mail, const MailAddress& desk) {
    const bool is_from_desk = desk.is(mail.from.email) && (mail.reply_to.email.empty() || desk.is(mail.reply_to.email));
    if (ticket_named_by(mail.message_id, desk) || is_from_desk) return Automatic::own;
    if (is_bounce(mail)) return Automatic::bounce;
    const auto submitted = submitted_by(mail);
    if (is_automatic_reply(mail, submitted)) return Automatic::reply;
    if (!submitted.empty() && submitted != "no") return Automatic::generated;
    const auto precedence = mail.word("precedence");
    if (has_any(mail, {"list-id"}) && !begins_with_any(precedence, {"bulk", "junk"})) return Automatic::list;
    const bool is_bulk = begins_with_any(precedence, {"bulk", "junk", "list"}) || has_any(mail, {"list-unsubscribe"});
    return is_bulk ? Automatic::bulk : Automatic::no;
}

bool may_be_answered(const Mail& mail, Automatic kind) {
    if (kind != Automatic::no) return false;
    const auto forbidden = words_of(mail.word("x-auto-response-suppress"), ',');
    return std::ranges::none_of(forbidden, [](const std::string& word) {
        const auto what = trimmed(word);
        return what == "all" || what == "autoreply";
    });
}

MailTime received_at(const Mail& mail, Instant now) {
    if (const auto found = mail.headers.find("received"); found != mail.headers.end())
        for (const auto& line : found->second) {
            const auto at = mail_date_from(std::string_view(line).substr(line.rfind(';') + 1));
            if (at && !is_by_fetcher(line)) return {std::min(*at, now), "received"};
        }
    const auto dated = mail_date_from(mail.header("date"));
    if (dated && !is_ahead(*dated, now)) return {std::min(*dated, now), "date"};
    return {now, "now"};
}

}  // namespace desk

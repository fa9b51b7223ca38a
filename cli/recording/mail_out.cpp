#include "cli/recording/mail_out.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/recording/commit_and_send.hpp"
#include "cli/views/mail.hpp"
#include "cli/views/shared.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/check.hpp"
#include "core/mail/outgoing.hpp"
#include "core/mail/owed_mails.hpp"
#include "core/verbs/lifecycle.hpp"
#include "store/desk/mail_texts.hpp"
#include "store/desk/problems.hpp"
#include "store/git/repository.hpp"
#include "store/mail/compose.hpp"
#include "store/yaml/ticket.hpp"

namespace desk::cli {
namespace {

/// The days on which something may have happened that a mail is owed for, as a log has them.
std::vector<std::string> late_days(Instant now) {
    std::vector<std::string> days;
    for (int back = -1; back <= 8; ++back) days.push_back(to_text(now - back * std::chrono::hours(24)).substr(0, 11));
    return days;
}

/// The mails that may go out, the oldest first.
std::vector<OwedMailLine> all_owed(Context& context) {
    const auto& desk = context.desk();
    const auto address = address_of(desk.policy);
    const auto days = late_days(context.now);
    const auto may_match = [&](std::string_view bytes) {
        const auto has = [&](const std::string& day) { return bytes.find(day) != bytes.npos; };
        return may_want(bytes, {}) || std::ranges::any_of(days, has);
    };
    auto found = context.store().map({Depth::whole, may_match, {}}, [&](const Ticket& ticket) {
        return std::optional(owed_mails(ticket, terms_of(desk, ticket), address, context.now));
    });
    MailBrake brake(context.now);
    std::vector<OwedMailLine> lines;
    for (std::size_t i = 0; i < found.tickets.size(); ++i) {
        const auto& ticket = found.tickets[i];
        brake.count(ticket, recipient_of(ticket, terms_of(desk, ticket), address).email);
        for (auto& owed : found.values[i])
            if (!other_client_at(owed.to, ticket, desk)) lines.push_back({ticket, std::move(owed)});
    }
    std::ranges::stable_sort(lines, {}, [](const OwedMailLine& line) { return line.owed.since; });
    std::erase_if(lines, [&](const OwedMailLine& line) {
        if (!brake.lets(line.owed.to, line.owed.what)) return true;
        brake.count(line.owed.to, line.owed.what);
        return false;
    });
    return lines;
}

OutgoingMail written(const OwedMailLine& line, Context& context) {
    const auto& [ticket, owed] = line;
    const auto terms = context.terms(ticket);
    const auto desk = address_of(context.policy());
    auto mail = mail_about(ticket, terms, desk, context.now);
    mail.message_id = owed.message;
    mail.is_automatic = true;
    const auto fields = fields_of(ticket, terms, desk, context.now);
    mail.body = mail_text(context.store().folder(), word_of(owed_mail_words, owed.what), fields);
    return mail;
}

/// Under the lock, which others get between two mails. What is no longer owed is passed over: somebody else has sent it, or has
/// spoken to the client. `was_sent`: also where it throws.
void send(const OwedMailLine& line, bool& was_sent, Context& context) {
    auto& change = context.change();
    auto ticket = change.load(line.ticket.id);
    const auto owed = owed_mails(ticket, context.terms(ticket), address_of(context.policy()), context.now);
    if (!contains(owed, line.owed)) return;
    const auto what = std::string(word_of(owed_mail_words, line.owed.what));
    const auto mail = written({ticket, line.owed}, context);
    append(ticket, dated(ticket, did::Sent{what, line.owed.message}, {context.policy(), std::string(rules_name), context.now}));
    change.stage(ticket, "mail: sent the " + what);
    const auto failure = commit_and_send(mail, context);
    was_sent = !failure || failure->was_sent;
    if (failure) throw failure->why;
    context.out.tell(fmt::format("{}: sent the {} to {}", called(ticket), what, line.owed.to));
}

void must_be_mail_host(Context& context) {
    const auto git = Git::around(context.store().folder().path());
    if (git && !git->sends_mails())
        throw Error(Fault::refused, "this clone does not send automatic mails, so that only one of them does",
                    "git config desk.mailhost true");
}

/// What cannot be sent is told, and the others are sent. Programs are shown those that were.
void send_each(const std::vector<OwedMailLine>& lines, Context& context) {
    std::vector<OwedMailLine> sent;
    for (const auto& line : lines) {
        bool was_sent = false;
        const auto failure = why_failed([&] { send(line, was_sent, context); });
        context.let_go();
        if (was_sent) sent.push_back(line);
        if (!failure) continue;
        context.out.fail(fmt::format("{}: the {} {}: {}", called(line.ticket), word_of(owed_mail_words, line.owed.what),
                                     was_sent ? "was sent, and cannot be recorded" : "was not sent", failure->what()),
                         failure->hint);
        context.outcome = failure->fault;
    }
    if (context.out.form() != Form::people) context.out.show(owed_mails_table(sent, context.policy().zone));
}

}  // namespace

void mail_out(bool sends, Context& context) {
    if (sends && !context.is_dry_run()) must_be_mail_host(context);
    if (any_of_desk(context.desk(), writes_mails) && address_of(context.policy()).domain.empty())
        context.out.warn("mails are to go out, and no channel has a mail address",
                         "as in [channel.email] address = \"help@junction.example\"");
    const auto lines = all_owed(context);
    if (sends && !context.is_dry_run()) return send_each(lines, context);
    if (sends) {
        std::vector<std::string> mails;
        mails.reserve(lines.size());
        for (const auto& line : lines) mails.push_back(composed(written(line, context)));
        return context.out.show(mails_page(mails));
    }
    if (lines.empty()) context.out.tell("no mail is owed");
    context.out.show(owed_mails_table(lines, context.policy().zone));
}

}  // namespace desk::cli

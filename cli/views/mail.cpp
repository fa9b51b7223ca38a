#include "cli/views/mail.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/time/zone.hpp"

namespace desk::cli {
namespace {

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value(text); }

Value to_json(const Mailbox& mailbox) { return Value::Object{{"name", mailbox.name}, {"email", mailbox.email}}; }

Value to_json(const std::optional<Reference>& reference) { return reference ? Value(reference->text()) : Value(); }

Value to_json(const std::optional<MailLead>& found) {
    if (!found) return {};
    return Value::Object{{"ticket", found->ticket.text()}, {"by", found->by}};
}

Value to_json(const std::optional<MailDecision::Facts>& facts) {
    if (!facts) return {};
    return Value::Object{
        {"name", facts->name}, {"client", facts->client}, {"phone", facts->phone}, {"description", facts->description}};
}

Value::Object members_of(const DecidedMail& decided) {
    const auto& [mail, decision, ticket, kept] = decided;
    const bool opens = decision.verdict == MailDecision::Verdict::opens;
    Value::Object members{{"verdict", word_of(mail_verdicts, decision.verdict)},
                          {"event", text_or_null(decision.event)},
                          {"reason", decision.reason},
                          {"warning", text_or_null(decision.warning)},
                          {"ticket", text_or_null(ticket)},
                          {"kept", text_or_null(kept)},
                          {"reference", to_json(decision.ticket)},
                          {"mentions", to_json(decision.mentions)},
                          {"follows", to_json(decision.follows)},
                          {"message_id", text_or_null(mail.message_id)},
                          {"from", to_json(mail.from)},
                          {"requester", to_json(decision.requester)},
                          {"agent", text_or_null(decision.agent)},
                          {"client", text_or_null(decision.client)},
                          {"client_by", text_or_null(decision.client_by)},
                          {"facts", to_json(decision.facts)},
                          {"subject", mail.subject},
                          {"title", opens ? Value(decision.report.title) : Value()},
                          {"automatic", word_of(automatic_words, decision.automatic)},
                          {"is_automatic", is_by_program(decision.automatic)},
                          {"is_bounce", decision.automatic == Automatic::bounce},
                          {"may_answer", decision.may_answer},
                          {"received", to_text(decision.received.at)},
                          {"received_by", decision.received.by}};
    members.emplace_back("body", mail.body);  // a list would make another copy, and it may be most of a large mail
    members.emplace_back("said", decision.said);
    members.emplace_back("score", text_or_null(decision.rating ? decision.rating->score : ""));
    members.emplace_back("reopens", decision.reopening.has_value());
    return members;
}

std::vector<Cell> row_of(const MailFile& file) {
    return {word(file.stored), word(file.name.value_or("")),
            word(file.type),   {std::to_string(file.bytes.size()), static_cast<std::int64_t>(file.bytes.size()), Look::normal},
            word(file.sha256), {{}, file.is_inline, Look::normal}};
}

/// `Jane Doe <jane@acme.example>`
std::string written(const Mailbox& mailbox) { return shown(Requester{mailbox.name, mailbox.email, {}, {}}); }

}  // namespace

std::string in_words(const DecidedMail& decided) {
    const auto& [mail, decision, ticket, kept] = decided;
    const auto with_files =
        mail.files.empty() ? std::string() : fmt::format(", with {}", count_of(std::ssize(mail.files), "file"));
    switch (decision.verdict) {
        case MailDecision::Verdict::opens:
            return fmt::format("opens {}  {} ({}){}", ticket.empty() ? "a ticket" : ticket, decision.report.title,
                               decision.reason, with_files);
        case MailDecision::Verdict::adds:
            return fmt::format("{} on {}, by {}{}{}{}", decision.event, ticket, decision.ticket->by, with_files,
                               decision.rating ? ": " + decision.rating->score : "", decision.reopening ? ", reopened" : "");
        case MailDecision::Verdict::rejects:
            return fmt::format("rejected: {}{}", decision.reason, kept.empty() ? "" : "; it is kept in " + kept);
        case MailDecision::Verdict::ignores: break;
    }
    return "ignored: " + decision.reason;
}

Table mail_table(const DecidedMail& decided) {
    Table table{
        "attachments", {{"stored"}, {"name"}, {"type"}, {"size"}, {"sha256"}, {"inline"}}, {}, members_of(decided), {}, {}};
    for (auto& column : table.columns) column.audience = Audience::programs;
    for (const auto& file : decided.mail.files) table.rows.push_back(row_of(file));
    return table;
}

Table rejected_table(std::span<const ListedMail> mails) {
    Table table{"rejected", {{"path"}, {"from", false, true}, {"subject", false, true}, {"why", false, true}}, {}, {}, {}, {}};
    for (const auto& [path, why, from, subject] : mails)
        table.rows.push_back({word(path, Look::accent), word(written(from)), word(subject), word(why)});
    return table;
}

Table owed_mails_table(std::span<const OwedMailLine> lines, const Zone& zone) {
    Table table{"mails", {{"id"}, {"mail"}, {"to", false, true}, {"since"}, {"title", false, true}, {"message"}}, {}, {}, {}, {}};
    table.columns.back().audience = Audience::programs;
    for (const auto& [ticket, owed] : lines)
        table.rows.push_back({word(ticket.id.text(), Look::accent),
                              word(std::string(word_of(owed_mail_words, owed.what))),
                              word(owed.to),
                              {shown(zone, owed.since), to_text(owed.since), Look::faint},
                              word(ticket.title),
                              word(owed.message)});
    return table;
}

Page mails_page(const std::vector<std::string>& composed) {
    Page page{"mails", {}, {}, {}};
    Value::Array all;
    for (const auto& mail : composed) {
        if (!all.empty()) page.lines.push_back({});
        all.emplace_back(mail);
        for (const auto line : split(mail, '\n')) page.lines.push_back({{{std::string(line)}}});
        page.porcelain.push_back({mail});
    }
    page.json = std::move(all);
    return page;
}

Page rejected_page(const RejectedMail& rejected, const Mail& mail) {
    Page page{"mail", {}, {}, {}};
    page.json = Value::Object{{"path", rejected.path},
                              {"why", rejected.why},
                              {"from", to_json(mail.from)},
                              {"subject", mail.subject},
                              {"message_id", text_or_null(mail.message_id)},
                              {"body", mail.body}};
    page.lines.push_back({{{rejected.path, Look::accent}}});
    fact(page, "rejected", rejected.why);
    fact(page, "from", written(mail.from));
    fact(page, "subject", mail.subject);
    for (const auto& file : mail.files) fact(page, "attached", file.stored);
    page.lines.push_back({});
    page.lines.push_back({{{mail.body}}, 2, true});
    page.porcelain.push_back({rejected.path, rejected.why, mail.from.email, mail.subject});
    return page;
}

}  // namespace desk::cli

#include "core/mail/record.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/mail/file_name.hpp"
#include "core/mail/said.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

Acting acting(const MailDecision& decision, const Policy& policy, Instant now) {
    const auto& by = decision.agent.empty() ? decision.recorder : decision.agent;
    return {policy, by.empty() ? std::string(rules_name) : by, now};
}

/// Who wrote it, as `hear` has it.
std::string writer_of(const MailDecision& decision) {
    return decision.requester.name.empty() ? decision.requester.email : plain_line(decision.requester.name);
}

Event event_of(const Mail& mail, const MailDecision& decision, const Ticket& ticket, const Acting& acting) {
    const auto text = trimmed(decision.said).empty() ? std::string(no_text) : decision.said;
    const auto via = address_of(acting.policy).channel;
    if (decision.rating) return rate(ticket, *decision.rating, acting);
    if (decision.event == "hear" || decision.confirms)
        return hear(ticket, {via, text, writer_of(decision), decision.confirms, mail.identity}, acting);
    if (decision.event == "reply") return reply(ticket, {via, text, false, mail.identity}, acting);
    const auto from = decision.agent.empty() ? fmt::format("From {}: {}\n\n", writer_of(decision), mail.subject) : std::string();
    return note(ticket, {from + text, mail.identity}, acting);
}

}  // namespace

std::string too_large_for(const Ticket& ticket, std::span<const MailFile> files, const Policy& policy) {
    const auto file_limit = policy.mail->file_limit, ticket_limit = policy.mail->ticket_limit;
    const auto has_more = [](std::size_t bytes, int megabytes) { return bytes > static_cast<std::size_t>(megabytes) << 20U; };
    std::size_t all = 0;
    for (const auto& event : ticket.log)
        if (const auto* there = as<did::Attach>(event)) all += static_cast<std::size_t>(std::max(there->size, 0));
    for (const auto& file : files) {
        all += file.bytes.size();
        if (has_more(file.bytes.size(), file_limit))
            return fmt::format("{} has more than {} MB", file.name.value_or(file.stored), file_limit);
    }
    return has_more(all, ticket_limit) ? fmt::format("the files of the ticket would have more than {} MB", ticket_limit) : "";
}

std::vector<AttachedFile> attach_all(Ticket& ticket, std::span<const MailFile> files, std::set<std::string> taken,
                                     const Acting& acting) {
    for (const auto& event : ticket.log.recorded())
        if (const auto* there = as<did::Attach>(event)) taken.insert(folded(there->file));
    std::vector<AttachedFile> attached;
    for (const auto& file : files) {
        auto name = unlike(file.stored, taken);
        did::Attach deed{name, static_cast<int>(file.bytes.size()), file.sha256, file.name.value_or(""), file.type};
        if (deed.original == name) deed.original.clear();
        append(ticket, attach(ticket, std::move(deed), acting));
        attached.push_back({std::move(name), &file});
    }
    return attached;
}

MailRecord recorded(const Mail& mail, const MailDecision& decision, const Ticket& ticket, std::set<std::string> taken,
                    const Policy& policy, Instant now) {
    const auto by = acting(decision, policy, now);
    MailRecord record{ticket, {}, {}};
    const bool is_confirmation = decision.confirms && ticket.now.status == Status::resolved && !is_confirmed(ticket);
    if (!is_confirmation || !trimmed(decision.said).empty()) append(record.ticket, event_of(mail, decision, ticket, by));
    if (is_confirmation) append(record.ticket, confirm(record.ticket, {writer_of(decision), mail.identity}, by));
    if (decision.reopening) append(record.ticket, reopen(record.ticket, *decision.reopening, by));
    record.summary = fmt::format("{}: {}", decision.event, decision.rating ? decision.rating->score : mail.subject);
    record.files = attach_all(record.ticket, mail.files, std::move(taken), by);
    return record;
}

MailRecord recorded(const Mail& mail, const MailDecision& decision, const Reference& reference, const Policy& policy,
                    Instant now) {
    const auto by = acting(decision, policy, now);
    auto report = decision.report;
    report.message = mail.identity;
    MailRecord record{open_ticket(report, reference, by), "open: " + report.title, {}};
    if (decision.follows) append(record.ticket, link(record.ticket, {decision.follows->text(), "follows"}, by));
    record.files = attach_all(record.ticket, mail.files, {}, by);
    return record;
}

}  // namespace desk

#include "cli/recording/opening.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/recording/attaching.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/rejected.hpp"
#include "cli/views/findings.hpp"
#include "core/clock/clock.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/verbs/recording.hpp"
#include "store/desk/attachments.hpp"
#include "store/desk/rejected.hpp"

namespace desk::cli {
namespace {

/// A refused report is not a failure where the contract wants it kept.
void keep_refused(const Ticket& report, const std::vector<Objection>& objections, Context& context) {
    const auto& refusal = objections.front();
    const auto& folder = context.store().folder();
    const auto path = context.is_dry_run() ? path_for_rejected(folder, context.now)
                                           : keep_rejected(folder, rejected_mail(report), refusal.sentence, context.now);
    context.out.fail(refusal.sentence, refusal.hint);
    context.out.tell("kept in " + path);
    context.out.show(objections_page(objections));
    context.outcome = Fault::refused;
}

void tell_objections(const std::vector<Objection>& objections, Context& context) {
    for (const auto& [how, what, sentence, hint] : objections) {
        if (how == Strictness::ask)
            context.out.tell(sentence, hint);
        else
            context.out.warn(sentence, hint);
    }
}

void tell_suggestion(const Ticket& ticket, const Terms& terms, Context& context) {
    if (!ticket.now.assignee.empty()) return;
    const auto [agent, why] = suggested(terms, ticket);
    if (!agent.empty()) context.out.tell(fmt::format("suggested: {}{}", agent, why.empty() ? "" : fmt::format(" ({})", why)));
}

bool is_refused(const std::vector<Objection>& objections) {
    return !objections.empty() && objections.front().how == Strictness::refuse;
}

/// What the policy has made of the report.
void tell_difference(const Ticket& ticket, const NewTicket& report, Context& context) {
    if (ticket.channel != report.channel)
        context.out.tell(fmt::format("channel {} instead of {}, which is outside its hours", ticket.channel, report.channel));
    if (report.priority.empty() && !ticket.now.priority.empty())
        context.out.tell(fmt::format("priority {} by the policy's rules", ticket.now.priority));
}

/// Whoever opens it without a priority at a terminal should know that nothing is due by that. A script that opens many knows.
void tell_of_no_clock(const Ticket& ticket, const Terms& terms, Context& context) {
    const auto has_targets = [](const Policy::Priority& each) { return each.targets.respond || each.targets.resolve; };
    const bool is_without = ticket.now.priority.empty() && is_open(ticket.now.status) && context.out.terminal().is_terminal;
    if (!is_without || std::ranges::none_of(terms.policy.priorities, has_targets)) return;
    if (next_due(clocks(ticket, terms, context.now))) return;
    context.out.tell("it has no priority, so no clock runs", fmt::format("desk prioritise {} PRIORITY", ticket.id.code()));
}

}  // namespace

std::string phone_channel(const Policy& policy) {
    return policy.channels.empty() || channel_named(policy, "phone") ? "phone" : "";
}

Terms completed(Opening& opening, Context& context) {
    auto& report = opening.report;
    const auto& desk = context.desk();
    if (const auto* client = report.client.empty() ? client_by_address(desk, report.requester.email) : nullptr)
        report.client = client->name;
    must_have_terms(desk, report.client);
    const auto terms = terms_of(desk, report.client, report.received.value_or(context.now));
    if (report.tier == 0) report.tier = first_tier(terms);
    if (opening.by_phone && report.channel.empty()) report.channel = phone_channel(terms.policy);
    return terms;
}

void open_new(Opening opening, Context& context) {
    const auto terms = completed(opening, context);
    const auto& [report, by_phone, follows, files, finishing] = opening;
    const Acting acting{terms.policy, context.agent(), context.now};
    const auto verbs = verbs_of(finishing, context);
    const auto followed = follows.empty() ? Reference() : context.store().reference(follows);
    auto& change = context.change();
    const auto reference = change.mint(acting.policy.zone.month(opened_at(report, acting)));
    auto ticket = open_ticket(report, reference, acting);
    const auto against = objections(ticket, context.desk());
    if (is_refused(against) && terms.policy.intake->keep_refused) return keep_refused(ticket, against, context);
    must_be_acceptable(against);
    const auto brought = files_at(files, context);
    stage_attached(change, ticket.id, attached(ticket, brought, acting, context), "open: " + ticket.title);
    if (!follows.empty()) append(ticket, link(ticket, {followed.text(), "follows"}, acting));
    context.out.answer("id", {reference.text(), reference.text()});
    context.out.show(objections_page(against));
    tell_difference(ticket, report, context);
    const auto opened = ticket;
    recorded_on(ticket, verbs, context);
    change.stage(ticket, "open: " + ticket.title);
    if (!verbs.empty()) mind_the_finish(finishing, {&opened, 1}, context);
    tell_objections(against, context);
    tell_of_no_clock(ticket, terms, context);
    tell_suggestion(ticket, terms, context);
}

}  // namespace desk::cli

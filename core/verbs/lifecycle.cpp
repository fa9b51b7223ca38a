#include "core/verbs/lifecycle.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/assess_rule.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/ticket/applied.hpp"
#include "core/verbs/recording.hpp"
#include "core/verbs/refusals.hpp"

namespace desk {

using namespace refusals;

namespace {

void must_be_openable(const NewTicket& report, const Acting& acting) {
    const auto& policy = acting.policy;
    if (trimmed(report.title).empty()) refuse("a ticket needs a title", "desk new TITLE");
    if (!report.kind.empty()) must_know("kind", report.kind, kind_names(policy));
    if (!report.priority.empty()) must_know("priority", report.priority, priority_names(policy));
    if (report.tier != 0) must_know_tier(report.tier, policy);
    if (!report.assignee.empty()) must_be_agent(report.assignee, policy);
    if (opened_at(report, acting) > acting.now)
        refuse(fmt::format("{} is in the future", shown(policy.zone, *report.received)),
               "a report is received before it is recorded");
}

Ticket header_of(const NewTicket& report, const Reference& reference, const Acting& acting) {
    Ticket ticket;
    ticket.id = reference;
    ticket.title = report.title;
    ticket.client = report.client;
    ticket.requester = report.requester;
    ticket.product = report.product;
    ticket.channel = report.channel;
    ticket.opened = opened_at(report, acting);
    ticket.description = report.description;
    return ticket;
}

did::Open opening(const NewTicket& report, const Acting& acting) {
    did::Open open;
    open.channel = report.channel;
    if (opened_at(report, acting) != acting.now) open.received = report.received;
    open.waited = report.waited;
    open.kind = report.kind;
    open.priority = report.priority;
    open.tier = report.tier == 0 && !acting.policy.tiers.empty() ? 1 : report.tier;
    open.assignee = report.assignee;
    open.message = report.message;
    open.quiet = report.quiet;
    return open;
}

void must_be_assessable(const Ticket& ticket, const Policy& policy) {
    if (policy.assess.empty())
        refuse("no priority was named, and the policy has no [[assess]]",
               fmt::format("choose one of: {}", joined(priority_names(policy), ", ")));
    if (assessed(policy, ticket).empty())
        refuse("no row of [[assess]] matches",
               fmt::format("choose and say why: desk prioritise {} PRIORITY --why REASON", code(ticket)));
}

/// Another priority of the same definition; null when there is none.
const Policy::Priority* twin_of(const Policy& policy, const std::string& priority) {
    const auto* chosen = priority_named(policy, priority);
    if (!chosen || chosen->means.empty()) return nullptr;
    const auto found = std::ranges::find_if(
        policy.priorities, [&](const Policy::Priority& other) { return other.name != priority && other.means == chosen->means; });
    return found == policy.priorities.end() ? nullptr : &*found;
}

/// A choice that the policy does not give needs a reason; the client's word is one.
void must_be_explained(const Ticket& ticket, const did::Prioritise& change, const Policy& policy) {
    if (!trimmed(change.why).empty() || !trimmed(change.asked_by).empty()) return;
    const auto given = assessed(policy, ticket);
    if (given == change.to) return;
    const std::string hint = "say why: --why REASON";
    if (const auto* twin = twin_of(policy, change.to))
        refuse(fmt::format("{} and {} have the same definition", change.to, twin->name), hint);
    if (!given.empty()) refuse(fmt::format("the policy's [[assess]] gives {}, not {}", given, change.to), hint);
    if (!policy.assess.empty()) refuse("no row of [[assess]] matches", hint);
}

void must_come_by(const std::string& channel, const Policy& policy) {
    if (may_be_reopened_by(channel, policy)) return;
    const auto& channels = policy.reopen->channels;
    refuse(fmt::format("tickets cannot be reopened by {}{}", channel, did_you_mean(channel, channels)),
           fmt::format("choose one of: {}", joined(channels, ", ")));
}

}  // namespace

Event dated(const Ticket& ticket, Did what, const Acting& acting) {
    auto at = acting.now;
    for (const auto& event : ticket.log)
        if (event.at >= at && !is_ahead(event.at, acting.now)) at = event.at + Milliseconds(1);
    return {at, acting.agent, std::move(what), {}};
}

void must_be_agent(const std::string& name, const Policy& policy) {
    if (name == did::Assign::nobody) refuse("\"nobody\" is not an agent");
    if (!policy.agents.empty()) return must_know("agent", name, agent_names(policy));
    if (!is_agent_name(name))
        refuse(fmt::format("\"{}\" cannot be an agent's name", name),
               "a name has letters, digits, and inside . _ -; desk, me and none mean something else");
}

Instant opened_at(const NewTicket& report, const Acting& acting) { return report.received.value_or(acting.now); }

Ticket open_ticket(const NewTicket& typed, const Reference& reference, const Acting& acting) {
    must_be_openable(typed, acting);
    auto report = typed;
    report.channel = channel_at(acting.policy, typed.channel, opened_at(typed, acting));
    auto ticket = header_of(report, reference, acting);
    append(ticket, dated(ticket, opening(report, acting), acting));
    for (const auto& given : report.answers) append(ticket, answer(ticket, given, acting));
    if (report.priority.empty() && !assessed(acting.policy, ticket).empty()) append(ticket, prioritise(ticket, {}, acting));
    return ticket;
}

Event prioritise(const Ticket& ticket, did::Prioritise change, const Acting& acting) {
    must_not_be_closed(ticket);
    if (change.to.empty()) {
        must_be_assessable(ticket, acting.policy);
        change.to = assessed(acting.policy, ticket);
        change.rule = "assess";
    }
    must_know("priority", change.to, priority_names(acting.policy));
    must_differ(ticket, "priority", ticket.now.priority, change.to);
    must_be_explained(ticket, change, acting.policy);
    change.from = ticket.now.priority;
    return dated(ticket, std::move(change), acting);
}

Event escalate(const Ticket& ticket, did::Escalate change, const Acting& acting) {
    must_not_be_closed(ticket);
    if (change.to == 0) {
        change.to = ticket.now.tier + 1;
        if (!acting.policy.tiers.empty() && change.to > static_cast<int>(acting.policy.tiers.size()))
            refuse(fmt::format("{} is already in the highest tier", code(ticket)), "--to names another tier");
    }
    must_know_tier(change.to, acting.policy);
    must_differ(ticket, "tier", std::to_string(ticket.now.tier), std::to_string(change.to));
    if (!change.assignee.empty()) must_be_agent(change.assignee, acting.policy);
    change.from = ticket.now.tier;
    return dated(ticket, std::move(change), acting);
}

Event assign(const Ticket& ticket, did::Assign change, const Acting& acting) {
    must_not_be_closed(ticket);
    must_have_text(change.to, "the assignee");
    if (change.to != did::Assign::nobody) must_be_agent(change.to, acting.policy);
    must_differ(ticket, "assignee", ticket.now.assignee.empty() ? did::Assign::nobody : ticket.now.assignee, change.to);
    return dated(ticket, std::move(change), acting);
}

Event change_kind(const Ticket& ticket, did::Kind change, const Acting& acting) {
    must_know("kind", change.to, kind_names(acting.policy));
    must_differ(ticket, "kind", ticket.now.kind, change.to);
    change.from = ticket.now.kind;
    return dated(ticket, std::move(change), acting);
}

Event change_scope(const Ticket& ticket, did::Scope change, const Acting& acting) {
    must_know("scope", change.to, {"in", "out"});
    must_differ(ticket, "scope", ticket.now.out_of_scope ? "out" : "in", change.to);
    must_have_text(change.why, "the reason");
    const auto& excluded = acting.policy.excluded;
    if (change.to == "out" && !excluded.empty()) must_know("reason", change.why, excluded);
    return dated(ticket, std::move(change), acting);
}

Event wait(const Ticket& ticket, did::Wait wait, const Acting& acting) {
    must_not_be_closed(ticket);
    if (ticket.now.status == Status::resolved)
        refuse(fmt::format("{} is resolved and cannot wait", code(ticket)),
               fmt::format("reopen it first: desk reopen {} --why REASON", code(ticket)));
    must_have_text(wait.whom, "who has to act");
    if (wait.until && *wait.until <= acting.now) refuse(fmt::format("{} is in the past", shown(acting.policy.zone, *wait.until)));
    return dated(ticket, std::move(wait), acting);
}

Event resume(const Ticket& ticket, did::Resume resume, const Acting& acting) {
    if (ticket.now.status != Status::waiting)
        refuse(fmt::format("{} is not waiting: it is {}", code(ticket), to_text(ticket.now.status)));
    return dated(ticket, std::move(resume), acting);
}

Event resolve(const Ticket& ticket, did::Resolve resolution, const Acting& acting) {
    must_not_be_closed(ticket);
    if (ticket.now.status == Status::resolved)
        refuse(fmt::format("{} is already resolved", code(ticket)),
               fmt::format("if it is not: desk reopen {} --why REASON", code(ticket)));
    must_have_text(resolution.text, "the resolution");
    must_be_free(ticket, "resolve", acting.policy);
    return dated(ticket, std::move(resolution), acting);
}

Event confirm(const Ticket& ticket, did::Confirm confirmation, const Acting& acting) {
    if (ticket.now.status != Status::resolved)
        refuse(fmt::format("{} is {}: there is no resolution to confirm", code(ticket), to_text(ticket.now.status)),
               fmt::format("desk resolve {} TEXT", code(ticket)));
    if (is_confirmed(ticket)) refuse(fmt::format("{} is already confirmed", code(ticket)));
    return dated(ticket, std::move(confirmation), acting);
}

Event close(const Ticket& ticket, did::Close closing, const Acting& acting) {
    if (ticket.now.status == Status::closed) refuse(fmt::format("{} is already closed", code(ticket)));
    if (ticket.now.status != Status::resolved && trimmed(closing.why).empty())
        refuse(
            fmt::format("{} is {}, not resolved", code(ticket), to_text(ticket.now.status)),
            fmt::format("desk resolve {0} TEXT, or say why it is closed unresolved: desk close {0} --why REASON", code(ticket)));
    if (ticket.now.status == Status::resolved && acting.policy.resolution->confirm == Policy::Resolution::Confirm::demand &&
        !is_confirmed(ticket))
        refuse(fmt::format("the client has not confirmed that {} works", code(ticket)),
               fmt::format("ask, and then: desk confirm {} --who NAME", code(ticket)));
    if (ticket.now.status == Status::resolved) must_be_free(ticket, "close", acting.policy);
    return dated(ticket, std::move(closing), acting);
}

Event reopen(const Ticket& ticket, did::Reopen reopening, const Acting& acting) {
    if (is_open(ticket.now.status))
        refuse(fmt::format("{} is {}: there is nothing to reopen", code(ticket), to_text(ticket.now.status)));
    must_have_text(reopening.why, "the reason");
    if (!reopening.reason.empty()) must_know("reason", reopening.reason, {"recurred", "unhappy", "other"});
    must_come_by(reopening.via, acting.policy);
    const auto until = reopen_until(ticket, acting.policy);
    if (until && std::chrono::sys_days(acting.policy.zone.day(acting.now)) > std::chrono::sys_days(*until))
        refuse(fmt::format("{} could be reopened only through {}", code(ticket), to_text(*until)),
               fmt::format("open a new one that follows it: desk new TITLE --follows {}", ticket.id.text()));
    return dated(ticket, std::move(reopening), acting);
}

bool may_be_reopened_by(std::string_view channel, const Policy& policy) {
    const auto& channels = policy.reopen->channels;
    return channel.empty() || channels.empty() || contains(channels, channel);
}

bool is_confirmed(const Ticket& ticket) {
    const auto* confirmed = last<did::Confirm>(ticket);
    const auto* resolved = last<did::Resolve>(ticket);
    return confirmed && resolved && before(*resolved, *confirmed);
}

std::optional<Day> reopen_until(const Ticket& ticket, const Policy& policy) {
    const auto* closed = closing(ticket);
    if (!closed || !policy.reopen->within) return std::nullopt;
    const auto within = std::chrono::sys_days(policy.zone.day(closed->at)) + std::chrono::days(*policy.reopen->within);
    // Whoever did not know of it until it was recorded has a day from then on.
    const auto& recorded = as<did::Close>(*closed)->recorded;
    if (!recorded) return Day{within};
    return Day{std::max(within, std::chrono::sys_days(policy.zone.day(*recorded + std::chrono::hours(24))))};
}

}  // namespace desk

#include "core/lifecycle.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace desk {
namespace {

/// How far the log may be ahead of the clock before it is no longer taken for two clocks that differ a little.
constexpr auto clock_skew = std::chrono::hours(1);

std::string code(const Ticket& ticket) { return std::string(ticket.id.code()); }

[[noreturn]] void refuse(const std::string& sentence, const std::string& hint = {}) {
    throw Error(Fault::refused, sentence, hint);
}

void must_have_text(std::string_view text, std::string_view what) {
    if (trimmed(text).empty()) refuse(fmt::format("{} is empty", what), "nothing was recorded");
}

void must_not_be_closed(const Ticket& ticket) {
    if (ticket.now.status != Status::closed) return;
    refuse(fmt::format("{} is closed", code(ticket)), fmt::format("reopen it first: desk reopen {} --why REASON", code(ticket)));
}

void must_know(std::string_view what, const std::string& word, const std::vector<std::string>& known) {
    if (std::ranges::find(known, word) != known.end()) return;
    refuse(fmt::format("there is no {} \"{}\"{}", what, word, did_you_mean(word, known)),
           known.empty() ? std::string("the policy names none") : fmt::format("there is: {}", joined(known, ", ")));
}

void must_know_tier(int tier, const Policy& policy) {
    const auto count = static_cast<int>(policy.tiers.size());
    if (tier >= 1 && tier <= count) return;
    if (count == 0) refuse("the policy has no tiers", "add [[tier]] tables to desk.toml");
    refuse(fmt::format("the policy has no tier {}", tier), fmt::format("there are tiers 1 to {}", count));
}

void must_differ(const Ticket& ticket, std::string_view what, std::string_view from, std::string_view to) {
    if (from == to) refuse(fmt::format("the {} of {} is {} already", what, code(ticket), to));
}

}  // namespace

Event dated(const Ticket& ticket, Did what, const Acting& acting) {
    auto at = acting.now;
    if (!ticket.log.empty() && ticket.log.back().at >= at) {
        const auto last = ticket.log.back().at;
        if (last - at > clock_skew)
            refuse(fmt::format("{} has an event of {}, which is later than now ({})", code(ticket),
                               shown(acting.policy.zone, last), shown(acting.policy.zone, at)),
                   "the log only grows at its end: check the clock, or --now");
        at = last + Milliseconds(1);
    }
    return {at, acting.agent, std::move(what), {}};
}

void must_be_agent(const std::string& name, const Policy& policy) {
    if (name == did::Assign::nobody) refuse("nobody is no agent");
    if (!policy.agents.empty()) must_know("agent", name, agent_names(policy));
}

Instant opened_at(const Report& report, const Acting& acting) { return report.received.value_or(acting.now); }

Ticket open_ticket(const Report& report, const Reference& reference, const Acting& acting) {
    const auto& policy = acting.policy;
    if (trimmed(report.title).empty()) refuse("a ticket needs a title", "desk new TITLE");
    if (!report.kind.empty()) must_know("kind", report.kind, kind_names(policy));
    if (!report.priority.empty()) must_know("priority", report.priority, priority_names(policy));
    if (report.tier != 0) must_know_tier(report.tier, policy);
    if (!report.assignee.empty()) must_be_agent(report.assignee, policy);
    if (opened_at(report, acting) > acting.now)
        refuse(fmt::format("{} is in the future", shown(policy.zone, *report.received)),
               "a report is received before it is recorded");

    Ticket ticket;
    ticket.id = reference;
    ticket.title = report.title;
    ticket.client = report.client;
    ticket.requester = report.requester;
    ticket.channel = report.channel;
    ticket.opened = opened_at(report, acting);
    ticket.description = report.description;

    did::Open open;
    open.channel = report.channel;
    if (ticket.opened != acting.now) open.received = ticket.opened;
    open.kind = report.kind;
    open.priority = report.priority;
    open.tier = report.tier == 0 && !policy.tiers.empty() ? 1 : report.tier;
    open.assignee = report.assignee;
    append(ticket, dated(ticket, std::move(open), acting));
    return ticket;
}

Event reply(const Ticket& ticket, did::Reply said, const Acting& acting) {
    must_have_text(said.text, "the reply");
    return dated(ticket, std::move(said), acting);
}

Event hear(const Ticket& ticket, did::Hear heard, const Acting& acting) {
    must_have_text(heard.text, "what was heard");
    return dated(ticket, std::move(heard), acting);
}

Event note(const Ticket& ticket, did::Note text, const Acting& acting) {
    must_have_text(text.text, "the note");
    return dated(ticket, std::move(text), acting);
}

Event work(const Ticket& ticket, did::Work spent, const Acting& acting) {
    if (spent.minutes <= Minutes(0)) refuse("work takes at least a minute", "as in: desk work K7QF4 25m");
    if (spent.minutes > longest_work)
        refuse(fmt::format("{} is more than 24 hours in one entry", to_text(spent.minutes)), "log each day by itself, with --at");
    if (!spent.mode.empty()) must_know("mode", spent.mode, {"remote", "onsite"});
    const auto begin = spent.began.value_or(acting.now - spent.minutes);
    if (begin + spent.minutes > acting.now)
        refuse(fmt::format("work that began at {} and took {} ends in the future", shown(acting.policy.zone, begin),
                           to_text(spent.minutes)),
               "--at says when the work began");
    auto event = dated(ticket, spent, acting);
    // The event may have been moved on behind its predecessor; the work was not.
    if (began(event, spent) != begin) std::get<did::Work>(event.what).began = begin;
    return event;
}

Event prioritise(const Ticket& ticket, did::Prioritise change, const Acting& acting) {
    must_not_be_closed(ticket);
    must_know("priority", change.to, priority_names(acting.policy));
    must_differ(ticket, "priority", ticket.now.priority, change.to);
    change.from = ticket.now.priority;
    return dated(ticket, std::move(change), acting);
}

Event escalate(const Ticket& ticket, did::Escalate change, const Acting& acting) {
    must_not_be_closed(ticket);
    if (change.to == 0) {
        change.to = ticket.now.tier + 1;
        if (!acting.policy.tiers.empty() && change.to > static_cast<int>(acting.policy.tiers.size()))
            refuse(fmt::format("{} is in the highest tier already", code(ticket)), "--to names another tier");
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
    return dated(ticket, std::move(change), acting);
}

Event wait(const Ticket& ticket, did::Wait wait, const Acting& acting) {
    must_not_be_closed(ticket);
    if (ticket.now.status == Status::resolved)
        refuse(fmt::format("{} is resolved and waits for nobody", code(ticket)),
               fmt::format("reopen it first: desk reopen {} --why REASON", code(ticket)));
    must_have_text(wait.whom, "who has to act");
    if (wait.until && *wait.until <= acting.now) refuse(fmt::format("{} is past", shown(acting.policy.zone, *wait.until)));
    return dated(ticket, std::move(wait), acting);
}

Event resume(const Ticket& ticket, did::Resume resume, const Acting& acting) {
    if (ticket.now.status != Status::waiting)
        refuse(fmt::format("{} does not wait: it is {}", code(ticket), to_text(ticket.now.status)));
    return dated(ticket, std::move(resume), acting);
}

Event resolve(const Ticket& ticket, did::Resolve resolution, const Acting& acting) {
    must_not_be_closed(ticket);
    if (ticket.now.status == Status::resolved)
        refuse(fmt::format("{} is resolved already", code(ticket)),
               fmt::format("if it is not: desk reopen {} --why REASON", code(ticket)));
    must_have_text(resolution.text, "the resolution");
    return dated(ticket, std::move(resolution), acting);
}

Event confirm(const Ticket& ticket, did::Confirm confirmation, const Acting& acting) {
    if (ticket.now.status != Status::resolved)
        refuse(fmt::format("{} is {}: there is no resolution to confirm", code(ticket), to_text(ticket.now.status)),
               fmt::format("desk resolve {} TEXT", code(ticket)));
    if (is_confirmed(ticket)) refuse(fmt::format("{} is confirmed already", code(ticket)));
    return dated(ticket, std::move(confirmation), acting);
}

Event close(const Ticket& ticket, did::Close closing, const Acting& acting) {
    if (ticket.now.status == Status::closed) refuse(fmt::format("{} is closed already", code(ticket)));
    if (ticket.now.status != Status::resolved && trimmed(closing.why).empty())
        refuse(
            fmt::format("{} is {}, not resolved", code(ticket), to_text(ticket.now.status)),
            fmt::format("desk resolve {0} TEXT, or say why it is closed unresolved: desk close {0} --why REASON", code(ticket)));
    if (ticket.now.status == Status::resolved && acting.policy.confirm == Policy::Confirm::demand && !is_confirmed(ticket))
        refuse(fmt::format("the client has not confirmed that {} works", code(ticket)),
               fmt::format("ask, and then: desk confirm {} --who NAME", code(ticket)));
    return dated(ticket, std::move(closing), acting);
}

Event reopen(const Ticket& ticket, did::Reopen reopening, const Acting& acting) {
    if (is_open(ticket.now.status))
        refuse(fmt::format("{} is {}: there is nothing to reopen", code(ticket), to_text(ticket.now.status)));
    must_have_text(reopening.why, "the reason");
    if (!reopening.reason.empty()) must_know("reason", reopening.reason, {"recurred", "unhappy", "other"});
    const auto until = reopen_until(ticket, acting.policy);
    if (until && std::chrono::sys_days(acting.policy.zone.day(acting.now)) > std::chrono::sys_days(*until))
        refuse(fmt::format("{} could be reopened through {}", code(ticket), to_text(*until)),
               fmt::format("open a new one that follows it: desk new TITLE --follows {}", ticket.id.text()));
    return dated(ticket, std::move(reopening), acting);
}

Event rate(const Ticket& ticket, did::Rate rating, const Acting& acting) {
    if (!last<did::Resolve>(ticket) && ticket.now.status != Status::closed)
        refuse(fmt::format("{} was never resolved: there is nothing to rate", code(ticket)),
               fmt::format("desk resolve {} TEXT", code(ticket)));
    must_have_text(rating.score, "the score");
    return dated(ticket, std::move(rating), acting);
}

Event link(const Ticket& ticket, did::Link link, const Acting& acting) {
    if (!link.as.empty()) must_know("relation", link.as, {"duplicates", "follows", "blocks", "relates"});
    if (link.to == ticket.id.text()) refuse(fmt::format("{} cannot be linked to itself", code(ticket)));
    const auto same = [&](const Event& event) {
        const auto* other = as<did::Link>(event);
        return other && other->to == link.to && other->as == link.as;
    };
    if (std::ranges::any_of(ticket.log, same)) refuse(fmt::format("{} {} {} already", code(ticket), link.as, link.to));
    return dated(ticket, std::move(link), acting);
}

const std::string& field(const Ticket& ticket, std::string_view name) {
    if (name == "title") return ticket.title;
    if (name == "client") return ticket.client;
    if (name == "requester.name") return ticket.requester.name;
    if (name == "requester.email") return ticket.requester.email;
    if (name == "requester.phone") return ticket.requester.phone;
    if (name == "description") return ticket.description;
    throw Error(Fault::internal, fmt::format("\"{}\" is no editable field", name));
}

std::string& field(Ticket& ticket, std::string_view name) { return const_cast<std::string&>(field(std::as_const(ticket), name)); }

Event edit(const Ticket& ticket, did::Edit edit, const Acting& acting) {
    edit.from = field(ticket, edit.field);
    if (edit.field == "title" && trimmed(edit.to).empty()) refuse("a ticket needs a title");
    if (edit.from == edit.to) refuse(fmt::format("the {} of {} is that already", edit.field, code(ticket)));
    return dated(ticket, std::move(edit), acting);
}

bool is_confirmed(const Ticket& ticket) {
    const auto* confirmed = last<did::Confirm>(ticket);
    const auto* resolved = last<did::Resolve>(ticket);
    return confirmed && resolved && before(*resolved, *confirmed);
}

std::optional<Day> reopen_until(const Ticket& ticket, const Policy& policy) {
    const auto* closed = last<did::Close>(ticket);
    if (ticket.now.status != Status::closed || !closed || !policy.reopen_within) return std::nullopt;
    return Day{std::chrono::sys_days(policy.zone.day(closed->at)) + std::chrono::days(*policy.reopen_within)};
}

}  // namespace desk

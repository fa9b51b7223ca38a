#include "core/duty/sweep.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/clock/clock.hpp"
#include "core/clock/due.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

/// Behind what made the rule apply, so that it is not overridden by it.
constexpr Milliseconds behind{1};

struct Swept {
    const Ticket& ticket;
    const Terms& terms;
    Instant now{};

    const Policy& policy() const { return terms.policy; }
};

/// What a rule does, all at one instant; none: it does not apply.
using Deeds = std::vector<Event>;

Event rule_event(Instant at, Did what) { return {at, std::string(rules_name), std::move(what), {}}; }

int next_tier(const Swept& swept) {
    const auto count = static_cast<int>(swept.policy().tiers.size());
    for (int tier = swept.ticket.now.tier + 1; tier <= count; ++tier)
        if (serves(swept.terms, tier)) return tier;
    return 0;
}

/// Nothing is escalated that is done with, no concern of ours, or in the client's own hands.
bool is_ours(const Swept& swept) {
    const auto& now = swept.ticket.now;
    return is_open(now.status) && !now.out_of_scope && (now.tier == 0 || serves(swept.terms, now.tier));
}

template <class Predicate>
bool has_escalation(const Ticket& ticket, const Predicate& predicate) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) {
        const auto* change = as<did::Escalate>(event);
        return change && predicate(event, *change);
    });
}

/// Whether the rule has fired before, or somebody has chosen a tier since it applied.
bool is_overtaken(const Ticket& ticket, std::string_view rule, int to, const Event& since) {
    return has_escalation(ticket, [&](const Event& event, const did::Escalate& change) {
        return before(since, event) || (change.rule == rule && change.to >= to);
    });
}

Deeds immediate(const Swept& swept, const Policy::Escalation::Immediate& rule) {
    const auto& ticket = swept.ticket;
    if (ticket.now.tier >= rule.to || !serves(swept.terms, rule.to)) return {};
    const auto* since = held_since(ticket, rule.when);
    if (!since || is_overtaken(ticket, "immediate", rule.to, *since)) return {};
    return {rule_event(since->at + behind, did::Escalate{ticket.now.tier, rule.to, "", to_text(rule.when), "immediate"})};
}

/// The entry of work that used up what the first tier may take.
std::pair<const Event*, Minutes> too_much_work(const Ticket& ticket, Minutes limit) {
    int tier = 0;
    Minutes sum{0};
    for (const auto& event : ticket.log) {
        if (const auto* open = as<did::Open>(event); open && open->tier != 0) tier = open->tier;
        if (const auto* change = as<did::Escalate>(event)) tier = change->to;
        const auto* work = as<did::Work>(event);
        if (!work || tier != 1) continue;
        sum += work->minutes;
        if (sum >= limit) return {&event, sum};
    }
    return {};
}

Deeds after_work(const Swept& swept) {
    const auto& ticket = swept.ticket;
    const auto limit = swept.policy().escalation->after_work;
    const int to = next_tier(swept);
    if (!limit || ticket.now.tier != 1 || to == 0) return {};
    const auto [work, sum] = too_much_work(ticket, *limit);
    if (!work || is_overtaken(ticket, "after_work", 0, *work)) return {};
    auto why = fmt::format("{} minutes of work in tier 1", sum.count());
    return {rule_event(work->at + behind, did::Escalate{1, to, "", std::move(why), "after_work"})};
}

std::string_view word_of(Measure measure) { return measure == Measure::respond ? "respond" : "resolve"; }

std::string near_rule(const Clock& clock, int percent) {
    auto rule = fmt::format("near {} % {}", percent, word_of(clock.measure));
    return clock.round < 2 ? rule : fmt::format("{} {}", rule, clock.round);
}

/// A rule fires once, whichever of the two it then did: a raised priority brings the limit nearer, and must not raise again.
bool has_fired(const Ticket& ticket, std::string_view rule) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) {
        const auto* raised = as<did::Prioritise>(event);
        const auto* escalated = as<did::Escalate>(event);
        return (raised && raised->rule == rule) || (escalated && escalated->rule == rule);
    });
}

bool sets_clocks(const Event& event) {
    return as<did::Open>(event) || as<did::Prioritise>(event) || as<did::Escalate>(event) || as<did::Kind>(event) ||
           as<did::Scope>(event) || as<did::Reopen>(event);
}

/// Whether a person chose another priority after the due time had passed: their choice holds.
bool is_chosen_after(const Ticket& ticket, const std::optional<Instant>& missed) {
    return missed && std::ranges::any_of(ticket.log, [&](const Event& event) {
               return as<did::Prioritise>(event) && event.by != rules_name && event.at > *missed;
           });
}

/// Never before what gave the clock its present limit.
Instant not_overridden(const Ticket& ticket, Instant at) {
    const auto found = std::find_if(ticket.log.rbegin(), ticket.log.rend(), sets_clocks);
    return found == ticket.log.rend() ? at : std::max(at, found->at + behind);
}

Deeds near(const Swept& swept, const Clock& clock, int percent) {
    if (clock.measure != Measure::respond && clock.measure != Measure::resolve) return {};
    if (clock.state != Clock::State::running && clock.state != Clock::State::late) return {};
    const auto used = used_up(clock, percent);
    if (!used || *used > swept.now) return {};
    const auto rule = near_rule(clock, percent);
    if (has_fired(swept.ticket, rule) || is_chosen_after(swept.ticket, clock.decided)) return {};

    const auto& policy = swept.policy();
    const auto& now = swept.ticket.now;
    const auto at = not_overridden(swept.ticket, *used);
    const auto why = fmt::format("{} % of the time to {} used", percent, word_of(clock.measure));
    // One step above what a person gave: what a rule has raised is not raised again.
    const auto rank = rank_of(policy, given_priority(swept.ticket, swept.now));
    Deeds rule_events;
    if (policy.escalation->raise && rank > 0 && rank < policy.priorities.size() && rank_of(policy, now.priority) >= rank)
        rule_events.push_back(rule_event(at, did::Prioritise{now.priority, policy.priorities[rank - 1].name, why, "", rule}));
    if (const int to = next_tier(swept); policy.escalation->escalate && to != 0)
        rule_events.push_back(rule_event(at, did::Escalate{now.tier, to, "", why, rule}));
    return rule_events;
}

/// Behind the word of the client that lets a resolved ticket close; none while they were heard and have not confirmed.
std::optional<Instant> settled(const Ticket& ticket, const Event& resolved) {
    const auto* heard = last<did::Hear>(ticket);
    const auto* confirmed = last<did::Confirm>(ticket);
    if (!heard || as<did::Hear>(*heard)->no_answer || before(*heard, resolved)) return resolved.at + behind;
    if (!confirmed || before(*confirmed, *heard)) return std::nullopt;
    return confirmed->at + behind;
}

Deeds unanswered(const Swept& swept) {
    const auto& after = swept.policy().resolution->close_after;
    const auto* resolved = last<did::Resolve>(swept.ticket);
    if (!after || !resolved || swept.ticket.now.status != Status::resolved) return {};
    const auto free = settled(swept.ticket, *resolved);
    const auto at = due_if_reached(*after, calendar_or_desks(swept.policy(), {}), resolved->at, swept.policy(), {});
    if (!free || !at) return {};
    const auto closed = std::max(*at, *free);
    const auto recorded = swept.now > closed ? std::optional(swept.now) : std::nullopt;
    auto why = is_confirmed(swept.ticket) ? std::string("confirmed") : fmt::format("no answer within {}", to_text(*after));
    return {rule_event(closed, did::Close{std::move(why), "unanswered", recorded})};
}

std::vector<Deeds> immediate_escalations(const Swept& swept) {
    std::vector<Deeds> all;
    if (!is_ours(swept)) return all;
    for (const auto& rule : swept.policy().escalation->immediate) all.push_back(immediate(swept, rule));
    return all;
}

/// Those that a person may be asked about first.
std::vector<Deeds> later_escalations(const Swept& swept) {
    std::vector<Deeds> all;
    if (!is_ours(swept)) return all;
    all.push_back(after_work(swept));
    const auto& escalation = *swept.policy().escalation;
    if (escalation.near && (escalation.raise || escalation.escalate))
        for (const auto& clock : clocks(swept.ticket, swept.terms, swept.now))
            all.push_back(near(swept, clock, *escalation.near));
    return all;
}

std::vector<Deeds> all_deeds(const Swept& swept) {
    auto all = immediate_escalations(swept);
    if (!swept.policy().escalation->propose) std::ranges::move(later_escalations(swept), std::back_inserter(all));
    all.push_back(unanswered(swept));
    return all;
}

/// Whether a person has chosen a tier or a priority since then.
bool is_answered(const Ticket& ticket, Instant since) {
    return std::ranges::any_of(ticket.log, [&](const Event& event) {
        return event.at >= since && event.by != rules_name && (as<did::Escalate>(event) || as<did::Prioritise>(event));
    });
}

/// What is proposed, where a person has not answered already.
std::vector<Deeds> proposals(const Swept& swept) {
    auto all = later_escalations(swept);
    std::erase_if(all,
                  [&](const Deeds& deeds) { return !deeds.empty() && is_answered(swept.ticket, deeds.front().at - behind); });
    return all;
}

/// What the rules do first; the others may look different after it.
Deeds first_of(std::vector<Deeds> all, Instant now) {
    std::erase_if(all, [&](const Deeds& rule_events) { return rule_events.empty() || rule_events.front().at > now; });
    if (all.empty()) return {};
    return *std::ranges::min_element(all, {}, [](const Deeds& rule_events) { return rule_events.front().at; });
}

/// One after the other, until the rules have nothing more to say.
std::vector<Event> all_in_turn(const Ticket& ticket, const Terms& terms, Instant now,
                               std::vector<Deeds> (*find)(const Swept& swept)) {
    auto rule_events = first_of(find({ticket, terms, now}), now);
    if (rule_events.empty()) return {};
    std::vector<Event> events;
    for (auto then = ticket; !rule_events.empty(); rule_events = first_of(find({then, terms, now}), now)) {
        for (const auto& event : rule_events) append(then, event);
        events.insert(events.end(), rule_events.begin(), rule_events.end());
    }
    return events;
}

}  // namespace

std::vector<Event> due_by_rule(const Ticket& ticket, const Terms& terms, Instant now) {
    return all_in_turn(ticket, terms, now, all_deeds);
}

std::vector<Event> proposed_by_rule(const Ticket& ticket, const Terms& terms, Instant now) {
    if (!terms.policy.escalation->propose) return {};
    return all_in_turn(ticket, terms, now, proposals);
}

std::vector<Event> immediate_by_rule(const Ticket& ticket, const Terms& terms) {
    return all_in_turn(ticket, terms, Instant::max(), immediate_escalations);
}

}  // namespace desk

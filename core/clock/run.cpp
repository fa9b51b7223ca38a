#include "core/clock/run.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/clock_rules.hpp"

namespace desk {
namespace {

using State = Clock::State;

/// The promise that gives the due time: the one decided, or an earlier one that it keeps.
const Promised& giving(const ClockRun& run) {
    const auto& decided = run.promised[run.decision.promised];
    return run.promised[decided.kept.value_or(run.decision.promised)];
}

/// A next release has been met without a due time.
bool is_given(const ClockRun& run, const Candidate& chosen) {
    return chosen.target->form == Target::Form::next_release && run.clock.stopped && run.ungiven.empty();
}

void leave_undated(ClockRun& run, const Candidate& chosen) {
    auto& clock = run.clock;
    clock.missing = chosen.missing;
    if (is_reckoned(*chosen.target)) {
        clock.why_not = unreached(*chosen.target, *chosen.calendar);
    } else if (clock.missing.empty()) {
        clock.why_not = "no target";
    } else if (clock.stopped) {
        clock.why_not = fmt::format("stopped without: {}", joined(clock.missing, ", "));
    } else {
        clock.state = State::unset;
        clock.why_not = chosen.target->form == Target::Form::agreed
                            ? "not yet agreed"
                            : fmt::format("still missing: {}", joined(clock.missing, ", "));
    }
}

std::string why_none(const ClockFacts& facts, const Timeline::Hold& hold) {
    if (hold.priority.empty()) return "no priority yet";
    if (!priority_named(facts.policy(), hold.priority)) return fmt::format("the policy has no priority {}", hold.priority);
    return "no target (the contract gives none)";
}

State running_state(const ClockRun& run, Instant now) {
    const bool stands = std::ranges::any_of(run.pauses, [&](const Pause& each) { return each.contains(now); });
    return stands ? State::paused : State::running;
}

/// The first priority and the first kind hold from the start of the round, also for what was decided before they were known.
void take_names(Clock& clock, const Timeline::Hold& hold, const Timeline& timeline) {
    const auto& holds = round_at(timeline, hold.from).holds;
    const auto known = [&](std::string_view Timeline::Hold::*word) {
        if (!(hold.*word).empty()) return std::string(hold.*word);
        const auto first = std::ranges::find_if(holds, [&](const Timeline::Hold& each) { return !(each.*word).empty(); });
        return first == holds.end() ? std::string() : std::string((*first).*word);
    };
    clock.priority = known(&Timeline::Hold::priority);
    clock.kind = known(&Timeline::Hold::kind);
}

/// What the target in force says, where the clock is not decided by a miss.
void take_target(ClockRun& run, const ClockFacts& facts) {
    auto& clock = run.clock;
    const auto& decided = run.promised[run.decision.promised];
    const auto* chosen = chosen_among(decided.candidates, *facts.policy().clock);
    if (!chosen) {
        clock.why_not = why_none(facts, *decided.hold);
        return;
    }
    take_names(clock, *giving(run).hold, facts.timeline);
    if (clock.target.empty()) clock.target = to_text(*chosen->source.goal);
    clock.from = table_of(chosen->source);
    clock.calendar = chosen->calendar;
    clock.base = chosen->base;
    if (run.decision.missed) {
        clock.due = decided.due;
        clock.decided = run.decision.missed;
        clock.state = clock.stopped ? State::missed : State::late;
    } else if (!run.excuse.empty()) {
        return;
    } else if (decided.due) {
        clock.due = decided.due;
        clock.decided = clock.stopped;
        clock.state = clock.stopped ? State::met : running_state(run, facts.now);
    } else if (is_given(run, *chosen)) {
        clock.decided = clock.stopped;
        clock.state = State::met;
    } else {
        leave_undated(run, *chosen);
    }
}

/// The changes that moved the promise back before it was decided.
std::vector<Loosened> loosened_in(const ClockRun& run, const ClockFacts& facts) {
    std::vector<Loosened> all;
    const Promised* before = nullptr;
    for (const auto& each : run.promised) {
        if (each.end == Promised::End::without) continue;
        const bool later = before && before->due && (!each.due || *each.due > *before->due);
        if (later && each.event && !each.first) {
            const auto* chosen = chosen_among(before->candidates, *facts.policy().clock);
            const auto whole = between(*chosen->calendar, chosen->base, *before->due, run.clock.pauses);
            const auto used = between(*chosen->calendar, chosen->base, each.from, run.clock.pauses);
            const auto percent = whole > Milliseconds(0) ? static_cast<int>(used * 100 / whole) : 100;
            all.push_back({each.from, each.event->by, *before->due, each.due, percent});
        }
        before = &each;
    }
    return all;
}

/// Not ours now, or when it stopped; or it stopped without having been done.
void leave_undecided(ClockRun& run, const ClockFacts& facts) {
    auto& clock = run.clock;
    const auto* away = facts.away_at(clock.stopped.value_or(facts.now));
    clock.why_not = run.excuse;
    clock.state = away ? State::excused : State::none;
    clock.undecided = clock.stopped.has_value();
}

}  // namespace

Course course_of(const ClockRun& run, const ClockFacts& facts) {
    const auto& clock = run.clock;
    const auto begun = run.round ? run.round->from : clock.start;
    return {clock.start, begun, clock.stopped, run.excuse.empty(), facts.now, clock.pauses, run.ungiven};
}

void judge(ClockRun& run, const ClockFacts& facts) {
    auto& clock = run.clock;
    const auto* client = facts.terms.client;
    if (client && client->broken) {
        clock.why_not = client_path(client->name) + " cannot be read";
        return;
    }
    if (run.excuse.empty()) run.excuse = facts.excuse_at(clock.stopped.value_or(facts.now));
    if (!clock.stopped && !facts.away_at(facts.now)) run.excuse.clear();  // a duplicate goes on until it stops
    if (run.promised.empty()) return;
    clock.pauses = times_of(run.pauses);
    run.decision = decide(run.promised, course_of(run, facts), facts.policy());
    clock.loosened = loosened_in(run, facts);
    take_target(run, facts);
    if (!run.decision.missed && !run.excuse.empty()) leave_undecided(run, facts);
}

}  // namespace desk

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/clock/clock.hpp"
#include "core/clock/run.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/counted.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/kind.hpp"

namespace desk {
namespace {

using Form = Target::Form;
using State = Clock::State;

/// Stops the clock unless it has stopped before.
void stop(ClockRun& run, const std::optional<Instant>& at, std::string_view by) {
    auto& stopped = run.clock.stopped;
    if (!at || (stopped && *stopped <= *at)) return;
    stopped = at;
    run.stopped_by = by;
}

void stop_with_round(ClockRun& run) {
    stop(run, run.round->until, run.round->until == run.round->closed ? "closed" : "resolved");
}

/// From its start until it stopped, or for ever.
Period span_of(const Clock& clock) { return {clock.start, clock.stopped.value_or(Instant::max())}; }

class ClockJudge {
public:
    ClockJudge(const Ticket& ticket, const Terms& terms, Instant now, Detail detail)
        : ticket_(ticket),
          terms_(terms),
          policy_(terms.policy),
          now_(now),
          detail_(detail),
          timeline_(timeline_of(ticket)),
          ceases_(terms.suspensions && policy_.hours->ceases && why_not_counted(ticket, policy_).empty()) {}

    std::vector<Clock> clocks() const {
        std::vector<Clock> all;
        all.reserve(timeline_.rounds.size() + 2);
        all.push_back(finished(response()));
        std::optional<ClockRun> fix;
        for (std::size_t i = policy_.clock->restart ? 0 : timeline_.rounds.size() - 1; i < timeline_.rounds.size(); ++i) {
            auto run = resolution(i);
            if (run.is_released) fix = fix_after(run);
            all.push_back(finished(std::move(run)));
        }
        if (fix) all.insert(std::ranges::upper_bound(all, fix->clock.start, {}, &Clock::start), finished(std::move(*fix)));
        return all;
    }

private:
    ClockRun response() const {
        ClockRun run;
        run.clock.start = ticket_.opened;
        run.round = &timeline_.rounds.front();
        const auto* kind = kind_named(policy_, timeline_.holds.back().kind);
        run.response = kind && !kind->response.empty() ? &kind->response : &policy_.clock->response;
        for (const auto by : *run.response) {
            if (by == Response::work) stop(run, timeline_.worked, "work");
            if (by == Response::reply) stop(run, timeline_.replied, "reply");
            if (by == Response::acknowledgement) stop(run, timeline_.answered, "answer");
        }
        stop_with_round(run);
        judge(run);
        return run;
    }

    /// The round that ends with this round. Where a reopening goes on with the clock, that is the only one.
    ClockRun resolution(std::size_t round) const {
        ClockRun run;
        auto& clock = run.clock;
        clock.measure = Measure::resolve;
        clock.round = policy_.clock->restart ? static_cast<int>(round) + 1 : 1;
        clock.start = policy_.clock->restart ? timeline_.rounds[round].from : ticket_.opened;
        run.round = &timeline_.rounds[round];
        if (round + 1 < timeline_.rounds.size()) run.reopened = &timeline_.rounds[round + 1];
        stop_with_round(run);
        judge(run);
        return run;
    }

    /// The clock of the date for which the fix was promised.
    ClockRun fix_after(const ClockRun& run) const {
        static const Goal dated{Goal::Join::all, {{Form::agreed, Seconds(0), 0}}};
        ClockRun fix;
        fix.clock.measure = Measure::fix;
        fix.clock.round = run.clock.round;
        fix.clock.target = run.clock.target;
        fix.promised_from = run.release.since;
        fix.hold = run.hold;
        fix.sources = {run.sources.front()};
        fix.sources.front().goal = &dated;
        const auto released = run.release.complete();
        stop(fix, fixed_from(timeline_, *released, offers_of(policy_, *run.hold)), "resolved");
        for (const auto& round : timeline_.rounds)
            if (round.closed >= released) stop(fix, round.closed, "closed");
        fix.clock.start = promises(fix, span_of(fix.clock).until).back()->at;
        weigh(fix);
        return fix;
    }

    Clock finished(ClockRun run) const {
        if (detail_ == Detail::steps) run.clock.steps = steps_of(run, ticket_, policy_, now_);
        return std::move(run.clock);
    }

    void judge(ClockRun& run) const {
        auto& clock = run.clock;
        run.hold = &hold_of(clock);
        if (clock.why_not = excuse(*run.hold); !clock.why_not.empty()) {
            clock.state = State::excused;
            return;
        }
        if (clock.why_not = unknown(); !clock.why_not.empty()) return;
        run.sources = sources(*run.hold, clock.measure);
        if (run.sources.empty()) {
            clock.why_not = why_none(*run.hold);
            return;
        }
        run.promised_from = clock.start;
        if (clock.measure == Measure::resolve) release(run);
        weigh(run);
        former_holds(run);
    }

    /// The one in which the clock stopped, else the last. What was done before it had a priority is judged by its first.
    const Timeline::Hold& hold_of(const Clock& clock) const {
        auto hold = timeline_.holds.begin();
        const auto next = [&] { return std::next(hold); };
        while (next() != timeline_.holds.end() && next()->from <= span_of(clock).until) ++hold;
        while (next() != timeline_.holds.end() && hold->priority.empty() && sources(*hold, clock.measure).empty()) ++hold;
        return *hold;
    }

    bool is_ours(const Timeline::Hold& hold) const { return hold.tier == 0 || serves(terms_, hold.tier); }

    std::string excuse(const Timeline::Hold& hold) const {
        if (timeline_.out_of_scope) return "out of scope: no target";
        return is_ours(hold) ? std::string() : fmt::format("tier {} is run by the client", hold.tier);
    }

    std::string unknown() const {
        if (!terms_.client || !terms_.client->broken) return {};
        return client_path(terms_.client->name) + " cannot be read";
    }

    std::string why_none(const Timeline::Hold& hold) const {
        if (hold.priority.empty()) return "no priority yet";
        if (!priority_named(policy_, hold.priority)) return fmt::format("the policy has no priority {}", hold.priority);
        return "no target (the contract gives none)";
    }

    std::vector<Source> sources(const Timeline::Hold& hold, Measure measure) const {
        if (measure == Measure::respond) return sources_of(policy_, hold, &Policy::Targets::respond, ticket_.channel);
        return sources_of(policy_, hold, &Policy::Targets::resolve, {});
    }

    /// A resolution does not stop a next release, but what meets it does.
    void release(ClockRun& run) const {
        const auto& goal = *run.sources.front().goal;
        if (!has(goal, Form::next_release)) return;
        auto until = run.reopened ? run.reopened->from : Instant::max();
        if (run.round->closed) until = *run.round->closed;
        const auto& offers = offers_of(policy_, *run.hold);
        run.release = release_in(timeline_, {run.round->from, until}, offers);
        run.ungiven = missing_in(run.release, offers);

        const bool is_alone = goal.targets.size() == 1;
        if (!is_alone && goal.join == Goal::Join::all) return;
        auto& stopped = run.clock.stopped;
        if (is_alone) stopped.reset();
        stop(run, run.release.fixed, "resolved");
        const auto complete = run.release.complete();
        run.is_released = complete && complete != run.release.fixed && (!stopped || *complete <= *stopped);
        stop(run, complete, "offered, and the date of the fix promised");
        if (is_alone) stop(run, run.round->closed, "closed");
        if (is_alone && run.reopened) stop(run, run.round->until, "resolved");
    }

    void weigh(ClockRun& run) const {
        auto& clock = run.clock;
        pause(run);
        run.candidates = candidates_on(run.sources, policy_, facts(run, span_of(clock).until, detail_ == Detail::steps));
        run.chosen = chosen_among(run.candidates, *policy_.clock);
        const auto& chosen = *run.chosen;
        if (clock.target.empty()) clock.target = to_text(*chosen.source.goal);
        clock.from = table_of(chosen.source);
        clock.calendar = chosen.calendar;
        clock.due = chosen.due;
        if (chosen.target->form == Form::agreed) former_promises(run);
        if (clock.due) {
            clock.state = dated_state(clock);
        } else if (is_given(run)) {
            clock.state = State::met;
        } else {
            undated(clock, chosen);
        }
    }

    /// What the targets of a clock depend on, as it was known at an instant.
    Facts facts(const ClockRun& run, Instant known, bool steps) const {
        Facts facts{run.clock.start, run.clock.pauses, {}, run.ungiven, steps};
        if (const auto made = promises(run, known); !made.empty()) facts.promised = made.back()->due;
        return facts;
    }

    std::vector<const Timeline::Promise*> promises(const ClockRun& run, Instant known) const {
        return promises_for(timeline_, run.clock.measure == Measure::fix ? "fix" : "resolve", {run.promised_from, known});
    }

    bool is_given(const ClockRun& run) const {
        return run.chosen->target->form == Form::next_release && run.clock.stopped && run.ungiven.empty();
    }

    void undated(Clock& clock, const Candidate& chosen) const {
        clock.missing = chosen.missing;
        if (is_reckoned(*chosen.target)) {
            clock.why_not = unreached(*chosen.target, *chosen.calendar);
        } else if (clock.missing.empty()) {
            clock.why_not = "no target";
        } else if (clock.stopped) {
            clock.why_not = fmt::format("stopped, and never given: {}", joined(clock.missing, ", "));
        } else {
            clock.state = State::unset;
            clock.why_not = chosen.target->form == Form::agreed
                                ? "not yet agreed"
                                : fmt::format("still to be given: {}", joined(clock.missing, ", "));
        }
    }

    State dated_state(const Clock& clock) const {
        if (clock.stopped) return *clock.stopped <= *clock.due ? State::met : State::missed;
        if (now_ > *clock.due) return State::late;
        const bool waits = !timeline_.waits.empty() && !timeline_.waits.back().until && pauses(timeline_.waits.back().whom);
        const bool stands = std::ranges::any_of(clock.pauses, [this](const Period& each) { return now_ < each.until; });
        return waits || stands ? State::paused : State::running;
    }

    bool pauses(std::string_view whom) const { return contains(policy_.clock->pause, whom); }

    void pause(ClockRun& run) const {
        const Period whole{run.clock.start, run.clock.stopped.value_or(now_)};
        const auto add = [&](Instant from, Instant until, std::string_view whom) {
            const Period part{std::max(from, whole.from), std::min(until, whole.until)};
            if (part.from < part.until) run.pauses.push_back({part, whom, false});
        };
        for (const auto& wait : timeline_.waits)
            if (pauses(wait.whom)) add(wait.from, wait.until.value_or(now_), wait.whom);
        if (run.clock.measure == Measure::resolve && !policy_.clock->restart)
            for (std::size_t i = 1; i < timeline_.rounds.size(); ++i)
                add(*timeline_.rounds[i - 1].until, timeline_.rounds[i].from, {});
        std::ranges::sort(run.pauses, {}, &ClockRun::Pause::time);
        // What counts is not owed where the hours of the month are used up; when that ends is known in advance.
        if (ceases_) run.pauses = with_suspensions(run.pauses, terms_.suspensions->of(ticket_.client), span_of(run.clock));
        for (const auto& each : run.pauses) run.clock.pauses.push_back(each.time);
    }

    /// Dates that were past before another was promised.
    void former_promises(ClockRun& run) const {
        auto& clock = run.clock;
        const auto made = promises(run, span_of(clock).until);
        for (std::size_t i = 0; i + 1 < made.size(); ++i)
            if (const auto due = end_of(*clock.calendar, made[i]->due); due < made[i + 1]->at && !is_between_rounds(run, due))
                clock.breaches.push_back({std::string(run.hold->priority), clock.target, due});
    }

    /// Whether the clock stood because the ticket had been resolved, and was reopened later.
    static bool is_between_rounds(const ClockRun& run, Instant at) {
        return std::ranges::any_of(run.pauses, [at](const ClockRun::Pause& pause) {
            return pause.whom.empty() && !pause.suspended && pause.time.from <= at && at < pause.time.until;
        });
    }

    /// Priorities and kinds under which the clock was late before another took their place.
    void former_holds(ClockRun& run) const {
        auto& clock = run.clock;
        for (auto hold = timeline_.holds.begin(); &*hold != run.hold; ++hold) {
            const auto until = std::min(std::next(hold)->from, span_of(clock).until);
            const auto held = sources(*hold, clock.measure);
            if (until <= clock.start || !is_ours(*hold) || held == sources(*std::next(hold), clock.measure)) continue;
            const auto candidates = candidates_on(held, policy_, facts(run, until, false));
            const auto* chosen = chosen_among(candidates, *policy_.clock);
            if (!chosen || !chosen->due || *chosen->due >= until) continue;
            if (hold->priority == run.hold->priority && chosen->due == clock.due) continue;
            clock.breaches.push_back({std::string(hold->priority), to_text(*chosen->source.goal), *chosen->due});
        }
    }

    const Ticket& ticket_;
    const Terms& terms_;
    const Policy& policy_;
    Instant now_;
    Detail detail_;
    Timeline timeline_;
    bool ceases_;  ///< the ticket's work counts, so that nothing is owed where the hours are used up
};

}  // namespace

std::vector<Clock> clocks(const Ticket& ticket, const Terms& terms, Instant now, Detail detail) {
    return known_now(ticket, now, [&](const Ticket& known) { return ClockJudge(known, terms, now, detail).clocks(); });
}

}  // namespace desk

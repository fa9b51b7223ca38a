#include <algorithm>
#include <iterator>
#include <utility>

#include "core/clock/clock.hpp"
#include "core/clock/run.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/kind.hpp"

namespace desk {
namespace {

using Form = Target::Form;

/// Stops the clock unless it has stopped before.
void stop(ClockRun& run, const std::optional<Instant>& at, std::string_view by) {
    auto& stopped = run.clock.stopped;
    if (!at || (stopped && *stopped <= *at)) return;
    stopped = at;
    run.stopped_by = by;
}

bool stops(Response rule, Response answer) {
    return rule == answer || (rule == Response::acknowledgement && answer == Response::reply);
}

std::string_view word_for(Response rule) {
    if (rule == Response::work) return "work";
    return rule == Response::reply ? "reply" : "answer";
}

/// The rounds of the response and the resolution.
class ClockJudge {
public:
    explicit ClockJudge(const ClockFacts& facts) : facts_(facts), policy_(facts.policy()), rounds_(facts.timeline.rounds) {}

    ClockRun response(std::size_t round) const {
        auto run = run_of(Measure::respond, round);
        run.clock.start = rounds_[round].from;
        const auto channel = round == 0 ? std::string_view(facts_.ticket.channel) : std::string_view();
        stop_by_answer(run);
        keep_missed(run, channel);
        finish(run, &Policy::Targets::respond, channel);
        return run;
    }

    /// `before` is the round before it, judged; null for the first.
    ClockRun resolution(std::size_t round, const ClockRun* before) const {
        auto run = run_of(Measure::resolve, round);
        const bool goes_on = !policy_.clock->reopen.resolve;
        run.clock.start = goes_on ? rounds_.front().from : rounds_[round].from;
        if (goes_on && before && (before->decision.missed || before->clock.why_not == missed_before)) {
            stop_with_round(run);
            run.clock.why_not = missed_before;
            run.clock.calendar = before->clock.calendar;
            run.clock.pauses = times_of(pauses_of(facts_, run.clock));
            return run;
        }
        finish(run, &Policy::Targets::resolve, {});
        return run;
    }

private:
    static constexpr std::string_view missed_before = "missed before it was reopened: no promise";

    ClockRun run_of(Measure measure, std::size_t round) const {
        ClockRun run;
        run.clock.measure = measure;
        run.clock.round = static_cast<int>(round) + 1;
        run.round = &rounds_[round];
        if (round + 1 < rounds_.size()) run.reopened = &rounds_[round + 1];
        return run;
    }

    void finish(ClockRun& run, std::optional<Goal> Policy::Targets::*goal, std::string_view channel) const {
        stop_with_round(run);
        for (const auto& hold : run.round->holds)
            run.promised.push_back({hold.from, hold.event, &hold, hold.first, sources_of(policy_, hold, goal, channel), {}});
        if (run.clock.measure == Measure::resolve) {
            add_dates(run);
            release(run);
        }
        if (run.stopped_by == "closed" && !run.round->resolved) run.excuse = "closed without a resolution";
        run.pauses = pauses_of(facts_, run.clock);
        judge(run, facts_);
    }

    static void stop_with_round(ClockRun& run) { stop(run, run.round->until, run.round->resolved ? "resolved" : "closed"); }

    /// What the kind says that stops a response holds from the change to it on, the first kind's from the start.
    void stop_by_answer(ClockRun& run) const {
        const auto& holds = run.round->holds;
        const auto changes_kind = [&](const Timeline::Hold& hold) { return hold.kind != (&hold - 1)->kind; };
        for (auto hold = holds.begin(); hold != holds.end();) {
            const auto next = std::find_if(std::next(hold), holds.end(), changes_kind);
            const bool from_start = hold == holds.begin() || std::prev(hold)->kind.empty();
            const auto* kind = kind_named(policy_, hold->kind);
            run.response = kind && !kind->response.empty() ? &kind->response : &policy_.clock->response;
            ClockRun stopped;
            stop_by(stopped, *run.response, run.round->from, from_start ? run.round->from : hold->from);
            if (next == holds.end() || (stopped.clock.stopped && *stopped.clock.stopped <= next->from))
                return stop(run, stopped.clock.stopped, stopped.stopped_by);
            hold = next;
        }
    }

    /// What was missed before the first kind was known stays missed: what stops it only under that kind stops it at the change.
    void keep_missed(ClockRun& run, std::string_view channel) const {
        const auto& holds = run.round->holds;
        const auto last =
            std::ranges::adjacent_find(holds, [](const auto& a, const auto& b) { return a.kind.empty() && !b.kind.empty(); });
        if (last == holds.end() || !run.clock.stopped || *run.clock.stopped >= std::next(last)->from) return;
        auto before = run;
        before.clock.stopped.reset();
        stop_by(before, policy_.clock->response, run.round->from, run.round->from);
        stop_with_round(before);
        for (auto hold = holds.begin(); hold != std::next(last); ++hold)
            before.promised.push_back({hold->from,
                                       hold->event,
                                       &*hold,
                                       hold->first,
                                       sources_of(policy_, *hold, &Policy::Targets::respond, channel),
                                       {}});
        before.clock.pauses = times_of(pauses_of(facts_, before.clock));
        auto course = course_of(before, facts_);
        course.now = std::next(last)->from;
        if (decide(before.promised, course, policy_).missed) run.clock.stopped = course.now;
    }

    /// The first answer since the round began that stops it by this rule; none counts before the rule does.
    void stop_by(ClockRun& run, const std::vector<Response>& response, Instant since, Instant from) const {
        for (const auto& answer : facts_.timeline.answers)
            for (const auto rule : response)
                if (answer.at >= since && stops(rule, answer.by)) stop(run, std::max(answer.at, from), word_for(rule));
    }

    /// Divides what goes by a date at each one that was agreed.
    void add_dates(ClockRun& run) const {
        std::vector<Promised> all;
        for (std::size_t i = 0; i < run.promised.size(); ++i) {
            auto& each = run.promised[i];
            const auto until = i + 1 < run.promised.size() ? run.promised[i + 1].from : Instant::max();
            const bool by_date = !each.sources.empty() && has(*each.sources.front().goal, Form::agreed);
            const auto agreed =
                by_date ? dates_agreed(facts_, *run.round, *each.sources.front().calendar) : std::vector<AgreedDate>();
            all.push_back(each);
            for (const auto& [from, event, date] : agreed) {
                if (from >= until) break;
                if (from > each.from) all.push_back({from, event, each.hold, false, each.sources, {}});
                all.back().date = date;
            }
        }
        run.promised = std::move(all);
    }

    /// The last promise that holds when the clock stops.
    static const Promised& in_effect(const ClockRun& run) {
        const auto* last = &run.promised.front();
        for (const auto& each : run.promised)
            if (!run.clock.stopped || each.from < *run.clock.stopped || each.first) last = &each;
        return *last;
    }

    /// A resolution does not stop a next release, but what meets it does.
    void release(ClockRun& run) const {
        const auto& promised = in_effect(run);
        if (promised.sources.empty() || !has(*promised.sources.front().goal, Form::next_release)) return;
        const auto& goal = *promised.sources.front().goal;
        auto until = run.reopened ? run.reopened->from : Instant::max();
        if (run.round->closed) until = *run.round->closed;
        const auto& offers = offers_of(policy_, *promised.hold);
        const auto release = release_in(facts_.timeline, {run.round->from, until}, offers);
        run.ungiven = missing_in(release, offers);

        const bool is_alone = goal.targets.size() == 1;
        if (!is_alone && goal.join == Goal::Join::all) return;
        if (is_alone) run.clock.stopped.reset();
        stop(run, release.fixed, "resolved");
        stop(run, release.complete(), "offered, and the date of the fix promised");
        if (is_alone) stop(run, run.round->closed, "closed");
        if (is_alone && run.reopened && !run.clock.stopped) stop(run, run.round->until, "resolved");
    }

    const ClockFacts& facts_;
    const Policy& policy_;
    const std::vector<Timeline::Round>& rounds_;
};

std::vector<Clock> finished(std::vector<ClockRun> runs, const ClockFacts& facts, Detail detail) {
    std::vector<Clock> all;
    all.reserve(runs.size());
    for (auto& run : runs) {
        if (detail == Detail::steps) run.clock.steps = steps_of(run, facts);
        all.push_back(std::move(run.clock));
    }
    return all;
}

}  // namespace

std::vector<Clock> clocks(const Ticket& ticket, const Terms& terms, Instant now, Detail detail) {
    const auto facts = clock_facts(ticket, terms, now);
    const ClockJudge judge(facts);
    const auto rounds = facts.timeline.rounds.size();
    std::vector<ClockRun> runs, resolutions;
    for (std::size_t i = 0; i < (terms.policy.clock->reopen.respond ? rounds : 1); ++i) runs.push_back(judge.response(i));
    for (std::size_t i = 0; i < rounds; ++i) resolutions.push_back(judge.resolution(i, i == 0 ? nullptr : &resolutions.back()));
    auto dated = dates(facts, resolutions);
    std::ranges::move(resolutions, std::back_inserter(runs));
    std::ranges::move(dated, std::back_inserter(runs));
    std::ranges::stable_sort(runs, {}, [](const ClockRun& run) { return run.clock.start; });
    return finished(std::move(runs), facts, detail);
}

std::vector<Clock> updates(const Ticket& ticket, const Terms& terms, Instant now, Detail detail) {
    const auto facts = clock_facts(ticket, terms, now);
    return finished(update_runs(facts), facts, detail);
}

}  // namespace desk

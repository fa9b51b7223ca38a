#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/clock/run.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"

namespace desk {
namespace {

const Goal& by_date() {
    static const Goal goal{Goal::Join::all, {{Target::Form::agreed, Seconds(0), 0}}};
    return goal;
}

Measure measure_of(std::string_view subject) {
    if (subject == "resolve") return Measure::date;
    if (subject == "fix") return Measure::fix;
    return subject == "reply" ? Measure::reply : Measure::step;
}

/// The clocks of what was promised for one thing, one after the other.
class DatesOf {
public:
    DatesOf(const ClockFacts& facts, std::string_view subject) : facts_(facts), subject_(subject) {}

    void take(const Timeline::Promise& promise) {
        if (!open_ || is_over(promise.at)) return begin(promise);
        auto& run = runs_.back();
        if (promise.due >= *run.promised.back().date && !promise.agreed) return run.without_effect.push_back(promise.event);
        auto next = run.promised.back();
        next.from = promise.at;
        next.event = promise.event;
        next.date = promise.due;
        run.promised.push_back(std::move(next));
    }

    std::vector<ClockRun> judged() {
        if (open_) end(Instant::max());
        for (auto& run : runs_) judge(run, facts_);
        return std::move(runs_);
    }

private:
    void begin(const Timeline::Promise& promise) {
        if (open_) end(promise.at);
        open_ = true;
        ClockRun run;
        run.clock.measure = measure_of(subject_);
        run.clock.round = static_cast<int>(runs_.size()) + 1;
        if (run.clock.measure == Measure::step) run.clock.step = subject_;
        run.clock.start = promise.at;
        run.clock.target = "date";
        const auto& hold = hold_at(round_at(facts_.timeline, promise.at), promise.at);
        const auto sources = sources_of(facts_.policy(), hold, &Policy::Targets::resolve, {});
        const bool is_desks = sources.empty() || run.clock.measure == Measure::reply || run.clock.measure == Measure::step;
        const auto* calendar = is_desks ? &calendar_or_desks(facts_.policy(), {}) : sources.front().calendar;
        run.promised.push_back(
            {promise.at, promise.event, &hold, false, {{&by_date(), calendar, "promise", subject_}}, promise.due});
        runs_.push_back(std::move(run));
    }

    Instant due() const {
        const auto& promised = runs_.back().promised.back();
        return end_of(*promised.sources.front().calendar, *promised.date);
    }

    /// Whether it was kept, missed, or lapsed before this instant.
    bool is_over(Instant at) const {
        const auto stopped = stop_from(runs_.back().clock.start);
        return due() < at || (stopped && stopped->at <= at);
    }

    struct Stop {
        Instant at{};
        std::string_view by, excuse;
    };

    /// It stops where it is kept or the ticket closed. One that is missed, and promised anew, stops there.
    void end(Instant anew) {
        auto& run = runs_.back();
        auto& clock = run.clock;
        open_ = false;
        if (const auto stopped = stop_from(clock.start); stopped && stopped->at <= anew) {
            clock.stopped = stopped->at;
            run.stopped_by = stopped->by;
            run.excuse = stopped->excuse;
        }
        if (!clock.stopped && anew != Instant::max()) {
            clock.stopped = anew;
            run.stopped_by = "another date was promised";
        }
        if (const auto* away = facts_.away_at(due()); away && due() < facts_.now && (!clock.stopped || due() < *clock.stopped)) {
            clock.stopped = due();
            run.stopped_by = "the date passed";
            run.excuse = text_of(*away);
        }
        run.pauses = united(facts_.away, {clock.start, clock.stopped.value_or(Instant::max())});
    }

    std::optional<Stop> stop_from(Instant from) const {
        std::optional<Stop> first;
        const auto take = [&](const std::optional<Instant>& at, std::string_view by, std::string_view excuse) {
            if (at && *at >= from && (!first || *at < first->at)) first = Stop{*at, by, excuse};
        };
        take(kept_from(from),
             subject_ == "reply"                          ? "reply"
             : subject_ == "resolve" || subject_ == "fix" ? "resolved"
                                                          : "done",
             {});
        for (const auto& round : facts_.timeline.rounds) {
            const bool is_done = subject_ == "fix" && round.resolved;
            take(round.closed, "closed", is_done ? std::string_view() : "closed before it was kept");
        }
        return first;
    }

    std::optional<Instant> kept_from(Instant from) const {
        const auto& timeline = facts_.timeline;
        const auto first_of = [&](const auto& all, auto is) -> std::optional<Instant> {
            const auto found = std::ranges::find_if(all, is);
            return found == all.end() ? std::nullopt : std::optional(found->at);
        };
        switch (measure_of(subject_)) {
            case Measure::date:
                return first_of(timeline.given, [&](const auto& each) { return each.resolved && each.at >= from; });
            case Measure::fix: return fixed_from(timeline, from, offers_of(facts_.policy(), *runs_.back().promised.front().hold));
            case Measure::reply:
                return first_of(timeline.answers, [&](const auto& each) { return each.by == Response::reply && each.at > from; });
            default: return first_of(timeline.steps, [&](const auto& each) { return each.name == subject_ && each.at >= from; });
        }
    }

    const ClockFacts& facts_;
    std::string_view subject_;
    std::vector<ClockRun> runs_;
    bool open_ = false;  ///< the last one has not ended
};

/// Whether the resolution itself goes by this date: its target is one, and it was not decided before.
bool is_of_target(const ClockFacts& facts, const std::vector<ClockRun>& resolutions, const Timeline::Promise& promise) {
    const auto& round = round_at(facts.timeline, promise.at);
    const auto run = std::ranges::find(resolutions, &round, &ClockRun::round);
    if (run == resolutions.end() || (run->decision.missed && *run->decision.missed < promise.at)) return false;
    const auto sources = sources_of(facts.policy(), hold_at(round, promise.at), &Policy::Targets::resolve, {});
    return !sources.empty() && has(*sources.front().goal, Target::Form::agreed);
}

/// While the client is waited for, the ticket is resolved, or not ours.
std::vector<Pause> stands_for_updates(const ClockFacts& facts) {
    auto all = facts.away;
    for (const auto& wait : facts.timeline.waits)
        if (wait.whom == "client")
            all.push_back({{wait.from, wait.until.value_or(facts.now)}, Pause::Cause::wait, wait.whom, 0, !wait.until});
    const auto& rounds = facts.timeline.rounds;
    for (auto round = rounds.begin(); round != rounds.end() && round->until; ++round) {
        const auto next = std::next(round);
        const bool lasts = next == rounds.end();
        all.push_back({{*round->until, lasts ? facts.now : next->from}, Pause::Cause::resolved, {}, 0, lasts});
    }
    return all;
}

}  // namespace

std::vector<ClockRun> dates(const ClockFacts& facts, const std::vector<ClockRun>& resolutions) {
    std::vector<ClockRun> all;
    std::set<std::string_view> done;
    for (const auto& first : facts.timeline.promises) {
        const auto subject = subject_of(facts, first);
        if (!done.insert(subject).second) continue;
        DatesOf dates(facts, subject);
        for (const auto& promise : facts.timeline.promises)
            if (subject_of(facts, promise) == subject && (subject != "resolve" || !is_of_target(facts, resolutions, promise)))
                dates.take(promise);
        std::ranges::move(dates.judged(), std::back_inserter(all));
    }
    return all;
}

std::vector<ClockRun> update_runs(const ClockFacts& facts) {
    std::vector<ClockRun> runs;
    if (facts.cadence.targets.empty()) return runs;
    const auto& timeline = facts.timeline;
    const Source source{&facts.cadence, &calendar_or_desks(facts.policy(), {}), "updates", "every"};
    const auto standing = stands_for_updates(facts);
    const auto add = [&](Instant from, std::optional<Instant> until) {
        ClockRun run;
        run.clock.measure = Measure::update;
        run.clock.round = static_cast<int>(runs.size()) + 1;
        run.clock.start = from;
        run.clock.stopped = until;
        run.stopped_by = "reply";
        run.pauses = united(standing, {from, until.value_or(Instant::max())});
        run.promised.push_back({from, nullptr, &hold_at(round_at(timeline, from), from), false, {source}, {}});
        judge(run, facts);
        runs.push_back(std::move(run));
    };
    auto from = facts.ticket.opened;
    for (const auto& answer : timeline.answers) {
        if (answer.by != Response::reply) continue;
        add(from, answer.at);
        from = answer.at;
    }
    add(from, {});
    return runs;
}

}  // namespace desk

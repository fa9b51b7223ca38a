#include "core/clock/clock.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/clock/run.hpp"
#include "core/month/time_entries.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"

namespace desk {
namespace {

using Form = Target::Form;
using State = Clock::State;

/// Stops the clock unless it has stopped before.
void stop(Course& course, const std::optional<Instant>& at, std::string_view by) {
    auto& stopped = course.clock.stopped;
    if (!at || (stopped && *stopped <= *at)) return;
    stopped = at;
    course.stopped_by = by;
}

void stop_with_spell(Course& course) {
    stop(course, course.spell->until, course.spell->until == course.spell->closed ? "closed" : "resolved");
}

/// From its start until it stopped, or for ever.
Period span_of(const Clock& clock) { return {clock.start, clock.stopped.value_or(Instant::max())}; }

class Judge {
public:
    Judge(const Ticket& ticket, const Terms& terms, Instant now, Detail detail)
        : ticket_(ticket),
          terms_(terms),
          policy_(terms.policy),
          now_(now),
          detail_(detail),
          story_(story_of(ticket)),
          ceases_(terms.ceased && policy_.hours.ceases && why_not_counted(ticket, policy_).empty()) {}

    std::vector<Clock> clocks() const {
        std::vector<Clock> all;
        all.reserve(story_.spells.size() + 2);
        all.push_back(finished(response()));
        std::optional<Course> fix;
        for (std::size_t i = policy_.clock.restart ? 0 : story_.spells.size() - 1; i < story_.spells.size(); ++i) {
            auto course = resolution(i);
            if (course.is_released) fix = fix_after(course);
            all.push_back(finished(std::move(course)));
        }
        if (fix) all.insert(std::ranges::upper_bound(all, fix->clock.start, {}, &Clock::start), finished(std::move(*fix)));
        return all;
    }

private:
    Course response() const {
        Course course;
        course.clock.start = ticket_.opened;
        course.spell = &story_.spells.front();
        const auto* kind = kind_named(policy_, story_.holds.back().kind);
        course.response = kind && !kind->response.empty() ? &kind->response : &policy_.clock.response;
        for (const auto by : *course.response) {
            if (by == Response::work) stop(course, story_.worked, "work");
            if (by == Response::reply) stop(course, story_.replied, "reply");
            if (by == Response::acknowledgement) stop(course, story_.answered, "answer");
        }
        stop_with_spell(course);
        judge(course);
        return course;
    }

    /// The round that ends with this spell. Where a reopening goes on with the clock, that is the only one.
    Course resolution(std::size_t spell) const {
        Course course;
        auto& clock = course.clock;
        clock.measure = Measure::resolve;
        clock.round = policy_.clock.restart ? static_cast<int>(spell) + 1 : 1;
        clock.start = policy_.clock.restart ? story_.spells[spell].from : ticket_.opened;
        course.spell = &story_.spells[spell];
        if (spell + 1 < story_.spells.size()) course.reopened = &story_.spells[spell + 1];
        stop_with_spell(course);
        judge(course);
        return course;
    }

    /// The clock of the date for which the fix was promised.
    Course fix_after(const Course& course) const {
        static const Goal dated{Goal::Join::all, {{Form::agreed, Seconds(0), 0}}};
        Course fix;
        fix.clock.measure = Measure::fix;
        fix.clock.round = course.clock.round;
        fix.clock.target = course.clock.target;
        fix.promised_from = course.release.since;
        fix.hold = course.hold;
        fix.sources = {course.sources.front()};
        fix.sources.front().goal = &dated;
        const auto released = course.release.complete();
        stop(fix, fixed_from(story_, *released, offers_of(policy_, *course.hold)), "resolved");
        for (const auto& spell : story_.spells)
            if (spell.closed >= released) stop(fix, spell.closed, "closed");
        fix.clock.start = promises(fix, span_of(fix.clock).until).back()->at;
        weigh(fix);
        return fix;
    }

    Clock finished(Course course) const {
        if (detail_ == Detail::steps) course.clock.steps = steps_of(course, ticket_, policy_, now_);
        return std::move(course.clock);
    }

    void judge(Course& course) const {
        auto& clock = course.clock;
        course.hold = &hold_of(clock);
        if (clock.why_not = excuse(*course.hold); !clock.why_not.empty()) {
            clock.state = State::excused;
            return;
        }
        if (clock.why_not = unknown(); !clock.why_not.empty()) return;
        course.sources = sources(*course.hold, clock.measure);
        if (course.sources.empty()) {
            clock.why_not = why_none(*course.hold);
            return;
        }
        course.promised_from = clock.start;
        if (clock.measure == Measure::resolve) release(course);
        weigh(course);
        former_holds(course);
    }

    /// The one in which the clock stopped, else the last. What was done before it had a priority is judged by its first.
    const Story::Hold& hold_of(const Clock& clock) const {
        auto hold = story_.holds.begin();
        const auto next = [&] { return std::next(hold); };
        while (next() != story_.holds.end() && next()->from <= span_of(clock).until) ++hold;
        while (next() != story_.holds.end() && hold->priority.empty() && sources(*hold, clock.measure).empty()) ++hold;
        return *hold;
    }

    bool is_ours(const Story::Hold& hold) const { return hold.tier == 0 || serves(terms_, hold.tier); }

    std::string excuse(const Story::Hold& hold) const {
        if (story_.out_of_scope) return "out of scope: no target";
        return is_ours(hold) ? std::string() : fmt::format("tier {} is run by the client", hold.tier);
    }

    std::string unknown() const {
        if (!terms_.client || !terms_.client->broken) return {};
        return client_path(terms_.client->name) + " cannot be read";
    }

    std::string why_none(const Story::Hold& hold) const {
        if (hold.priority.empty()) return "no priority yet";
        if (!priority_named(policy_, hold.priority)) return fmt::format("the policy has no priority {}", hold.priority);
        return "no target (the contract gives none)";
    }

    std::vector<Source> sources(const Story::Hold& hold, Measure measure) const {
        if (measure == Measure::respond) return sources_of(policy_, hold, &Policy::Targets::respond, ticket_.channel);
        return sources_of(policy_, hold, &Policy::Targets::resolve, {});
    }

    /// A resolution does not stop a next release, but what meets it does.
    void release(Course& course) const {
        const auto& goal = *course.sources.front().goal;
        if (!has(goal, Form::next_release)) return;
        auto until = course.reopened ? course.reopened->from : Instant::max();
        if (course.spell->closed) until = *course.spell->closed;
        const auto& offers = offers_of(policy_, *course.hold);
        course.release = release_in(story_, {course.spell->from, until}, offers);
        course.ungiven = missing_in(course.release, offers);

        const bool is_alone = goal.targets.size() == 1;
        if (!is_alone && goal.join == Goal::Join::all) return;
        auto& stopped = course.clock.stopped;
        if (is_alone) stopped.reset();
        stop(course, course.release.fixed, "resolved");
        const auto complete = course.release.complete();
        course.is_released = complete && complete != course.release.fixed && (!stopped || *complete <= *stopped);
        stop(course, complete, "offered, and the date of the fix promised");
        if (is_alone) stop(course, course.spell->closed, "closed");
        if (is_alone && course.reopened) stop(course, course.spell->until, "resolved");
    }

    void weigh(Course& course) const {
        auto& clock = course.clock;
        pause(course);
        course.verdicts = verdicts_on(course.sources, policy_, facts(course, span_of(clock).until, detail_ == Detail::steps));
        course.holds = holding(course.verdicts, policy_.clock);
        const auto& holds = *course.holds;
        if (clock.target.empty()) clock.target = to_text(*holds.source.goal);
        clock.from = table_of(holds.source);
        clock.calendar = holds.calendar;
        clock.due = holds.due;
        if (holds.target->form == Form::agreed) former_promises(course);
        if (clock.due) {
            clock.state = dated_state(clock);
        } else if (is_given(course)) {
            clock.state = State::met;
        } else {
            undated(clock, holds);
        }
    }

    /// What the targets of a clock depend on, as it was known at an instant.
    Facts facts(const Course& course, Instant known, bool steps) const {
        Facts facts{course.clock.start, course.clock.pauses, {}, course.ungiven, steps};
        if (const auto made = promises(course, known); !made.empty()) facts.promised = made.back()->due;
        return facts;
    }

    std::vector<const Story::Promise*> promises(const Course& course, Instant known) const {
        return promises_for(story_, course.clock.measure == Measure::fix ? "fix" : "resolve", {course.promised_from, known});
    }

    bool is_given(const Course& course) const {
        return course.holds->target->form == Form::next_release && course.clock.stopped && course.ungiven.empty();
    }

    void undated(Clock& clock, const Verdict& holds) const {
        clock.missing = holds.missing;
        if (is_reckoned(*holds.target)) {
            clock.why_not = unreached(*holds.target, *holds.calendar);
        } else if (clock.missing.empty()) {
            clock.why_not = "no target";
        } else if (clock.stopped) {
            clock.why_not = fmt::format("stopped, and never given: {}", joined(clock.missing, ", "));
        } else {
            clock.state = State::unset;
            clock.why_not = holds.target->form == Form::agreed
                                ? "not yet agreed"
                                : fmt::format("still to be given: {}", joined(clock.missing, ", "));
        }
    }

    State dated_state(const Clock& clock) const {
        if (clock.stopped) return *clock.stopped <= *clock.due ? State::met : State::missed;
        if (now_ > *clock.due) return State::late;
        const bool waits = !story_.waits.empty() && !story_.waits.back().until && pauses(story_.waits.back().whom);
        const bool stands = std::ranges::any_of(clock.pauses, [this](const Period& each) { return now_ < each.until; });
        return waits || stands ? State::paused : State::running;
    }

    bool pauses(std::string_view whom) const { return std::ranges::find(policy_.clock.pause, whom) != policy_.clock.pause.end(); }

    void pause(Course& course) const {
        const Period whole{course.clock.start, course.clock.stopped.value_or(now_)};
        const auto add = [&](Instant from, Instant until, std::string_view whom) {
            const Period part{std::max(from, whole.from), std::min(until, whole.until)};
            if (part.from < part.until) course.pauses.push_back({part, whom, false});
        };
        for (const auto& wait : story_.waits)
            if (pauses(wait.whom)) add(wait.from, wait.until.value_or(now_), wait.whom);
        if (course.clock.measure == Measure::resolve && !policy_.clock.restart)
            for (std::size_t i = 1; i < story_.spells.size(); ++i) add(*story_.spells[i - 1].until, story_.spells[i].from, {});
        std::ranges::sort(course.pauses, {}, &Course::Pause::time);
        // What counts is not owed where the hours of the month are used up; when that ends is known in advance.
        if (ceases_) course.pauses = with_ceased(course.pauses, terms_.ceased->of(ticket_.client), span_of(course.clock));
        for (const auto& each : course.pauses) course.clock.pauses.push_back(each.time);
    }

    /// Dates that were past before another was promised.
    void former_promises(Course& course) const {
        auto& clock = course.clock;
        const auto made = promises(course, span_of(clock).until);
        for (std::size_t i = 0; i + 1 < made.size(); ++i)
            if (const auto due = end_of(*clock.calendar, made[i]->due); due < made[i + 1]->at && !is_between_spells(course, due))
                clock.breaches.push_back({std::string(course.hold->priority), clock.target, due});
    }

    /// Whether the clock stood because the ticket had been resolved, and was reopened later.
    static bool is_between_spells(const Course& course, Instant at) {
        return std::ranges::any_of(course.pauses, [at](const Course::Pause& pause) {
            return pause.whom.empty() && !pause.ceased && pause.time.from <= at && at < pause.time.until;
        });
    }

    /// Priorities and kinds under which the clock was late before another took their place.
    void former_holds(Course& course) const {
        auto& clock = course.clock;
        for (auto hold = story_.holds.begin(); &*hold != course.hold; ++hold) {
            const auto until = std::min(std::next(hold)->from, span_of(clock).until);
            const auto held = sources(*hold, clock.measure);
            if (until <= clock.start || !is_ours(*hold) || held == sources(*std::next(hold), clock.measure)) continue;
            const auto verdicts = verdicts_on(held, policy_, facts(course, until, false));
            const auto* holds = holding(verdicts, policy_.clock);
            if (!holds || !holds->due || *holds->due >= until) continue;
            if (hold->priority == course.hold->priority && holds->due == clock.due) continue;
            clock.breaches.push_back({std::string(hold->priority), to_text(*holds->source.goal), *holds->due});
        }
    }

    const Ticket& ticket_;
    const Terms& terms_;
    const Policy& policy_;
    Instant now_;
    Detail detail_;
    Story story_;
    bool ceases_;  ///< the ticket's work counts, so that nothing is owed where the hours are used up
};

}  // namespace

std::vector<Clock> clocks(const Ticket& ticket, const Terms& terms, Instant now, Detail detail) {
    return Judge(ticket, terms, now, detail).clocks();
}

}  // namespace desk

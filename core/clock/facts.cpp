#include "core/clock/facts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/contains.hpp"
#include "core/clock/candidate.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/counted.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/update_rules.hpp"

namespace desk {
namespace {

std::vector<Pause> away_in(const Timeline& timeline, const Terms& terms, Instant now) {
    std::vector<Pause> all;
    const auto& places = timeline.places;
    for (auto place = places.begin(); place != places.end(); ++place) {
        const bool clients = place->tier != 0 && !serves(terms, place->tier);
        if (!place->out_of_scope && !clients) continue;
        const auto next = std::next(place);
        const bool lasts = next == places.end();
        const auto cause = place->out_of_scope ? Pause::Cause::out_of_scope : Pause::Cause::clients_tier;
        all.push_back({{place->from, lasts ? std::max(now, place->from) : next->from}, cause, {}, place->tier, lasts});
    }
    return all;
}

}  // namespace

const Pause* ClockFacts::away_at(Instant at) const {
    const auto found = std::ranges::find_if(away, [at](const Pause& each) { return each.contains(at); });
    return found == away.end() ? nullptr : &*found;
}

std::string ClockFacts::excuse_at(Instant stopped) const {
    if (const auto* pause = away_at(stopped)) return text_of(*pause);
    return timeline.duplicate && *timeline.duplicate <= stopped ? "a duplicate" : std::string();
}

ClockFacts clock_facts(const Ticket& ticket, const Terms& terms, Instant asked) {
    auto now = asked;
    for (const auto& event : ticket.log)
        if (!is_ahead(event.at, asked)) now = std::max(now, event.at);
    auto timeline = timeline_of(ticket, now);
    auto away = away_in(timeline, terms, now);
    const bool ceases = terms.suspensions && terms.policy.hours->ceases && why_not_counted(ticket, terms.policy).empty();
    Goal cadence;
    if (const auto& every = terms.policy.updates->every) cadence.targets.push_back(*every);
    return {ticket, terms, now, asked, std::move(timeline), std::move(away), std::move(cadence), ceases};
}

std::vector<Pause> pauses_of(const ClockFacts& facts, const Clock& clock) {
    const auto& rules = *facts.policy().clock;
    const auto& waits = clock.measure == Measure::respond ? rules.pause.respond : rules.pause.resolve;
    const Period whole{clock.start, clock.stopped.value_or(Instant::max())};
    auto all = facts.away;
    for (const auto& wait : facts.timeline.waits)
        if (contains(waits, wait.whom))
            all.push_back({{wait.from, wait.until.value_or(facts.now)}, Pause::Cause::wait, wait.whom, 0, !wait.until});
    const auto& rounds = facts.timeline.rounds;
    for (std::size_t i = 1; i < rounds.size(); ++i)
        all.push_back({{*rounds[i - 1].until, rounds[i].from}, Pause::Cause::resolved});
    if (facts.ceases)
        for (const auto& each : facts.terms.suspensions->of(facts.ticket.client)) all.push_back({each, Pause::Cause::suspended});
    return united(std::move(all), whole);
}

const Timeline::Round& round_at(const Timeline& timeline, Instant at) {
    const auto next = std::ranges::upper_bound(timeline.rounds, at, {}, &Timeline::Round::from);
    return next == timeline.rounds.begin() ? timeline.rounds.front() : *std::prev(next);
}

const Timeline::Hold& hold_at(const Timeline::Round& round, Instant at) {
    const auto next = std::ranges::upper_bound(round.holds, at, {}, &Timeline::Hold::from);
    return next == round.holds.begin() ? round.holds.front() : *std::prev(next);
}

std::string_view subject_of(const ClockFacts& facts, const Timeline::Promise& promise) {
    if (!promise.what.empty()) return promise.what;
    const auto& hold = hold_at(round_at(facts.timeline, promise.at), promise.at);
    const auto sources = sources_of(facts.policy(), hold, &Policy::Targets::resolve, {});
    return !sources.empty() && has(*sources.front().goal, Target::Form::next_release) ? "fix" : "resolve";
}

std::vector<AgreedDate> dates_agreed(const ClockFacts& facts, const Timeline::Round& round, const Calendar& calendar) {
    std::vector<AgreedDate> dates;
    std::optional<Day> date;
    const auto lapse = [&](Instant before) {
        const auto end = date ? end_of(calendar, *date) : Instant::max();
        if (end >= before || !facts.away_at(end)) return;
        date.reset();
        dates.push_back({end, nullptr, {}});
    };
    for (const auto& promise : facts.timeline.promises) {
        if (&round_at(facts.timeline, promise.at) != &round || subject_of(facts, promise) != "resolve") continue;
        lapse(promise.at);
        if (date && promise.due >= *date && !promise.agreed) continue;
        date = promise.due;
        dates.push_back({promise.at, promise.event, date});
    }
    lapse(facts.now);
    return dates;
}

}  // namespace desk

#include "core/clock/clock.hpp"

#include <algorithm>
#include <array>

#include "core/base/words.hpp"
#include "core/clock/timeline.hpp"

/// What may be asked of the clocks.
namespace desk {
namespace {

using State = Clock::State;

constexpr auto measures = std::to_array<Word<Measure>>({{Measure::respond, "respond"},
                                                        {Measure::resolve, "resolve"},
                                                        {Measure::fix, "fix"},
                                                        {Measure::date, "date"},
                                                        {Measure::reply, "reply"},
                                                        {Measure::step, "step"},
                                                        {Measure::update, "update"}});
constexpr auto measure_nouns = std::to_array<Word<Measure>>({{Measure::respond, "response"},
                                                             {Measure::resolve, "resolution"},
                                                             {Measure::fix, "fix"},
                                                             {Measure::date, "promised date"},
                                                             {Measure::reply, "reply"},
                                                             {Measure::step, "step"},
                                                             {Measure::update, "update"}});

constexpr auto states = std::to_array<Word<State>>({
    {State::none, "none"},
    {State::excused, "excused"},
    {State::unset, "unset"},
    {State::running, "running"},
    {State::paused, "paused"},
    {State::late, "late"},
    {State::met, "met"},
    {State::missed, "missed"},
});

}  // namespace

std::string_view to_text(Measure measure) { return word_of(measures, measure); }

std::string_view noun_of(Measure measure) { return word_of(measure_nouns, measure); }

std::string noun_of(const Clock& clock) {
    auto noun = std::string(noun_of(clock.measure));
    return clock.step.empty() ? noun : noun + " " + clock.step;
}

std::string_view to_text(Clock::State state) { return word_of(states, state); }

std::string given_priority(const Ticket& ticket, Instant now) {
    return std::string(timeline_of(ticket, now).rounds.back().holds.back().priority);
}

std::optional<Milliseconds> left(const Clock& clock, Instant now) {
    if (!clock.due || !clock.calendar) return {};
    const auto at = clock.stopped.value_or(now);
    return at <= *clock.due ? between(*clock.calendar, at, *clock.due, clock.pauses) : -between(*clock.calendar, *clock.due, at);
}

const Clock* next_due(const std::vector<Clock>& clocks) {
    const Clock* next = nullptr;
    for (const auto& clock : clocks)
        if (clock.is_running() && clock.due && (!next || *clock.due < *next->due)) next = &clock;
    return next;
}

std::optional<Instant> used_up(const Clock& clock, int percent) {
    if (!clock.due || !clock.calendar) return {};
    const auto total = between(*clock.calendar, clock.base, *clock.due, clock.pauses);
    if (percent > 100) return reached(*clock.calendar, *clock.due, total * (percent - 100) / 100, clock.pauses);
    return percent == 100 ? clock.due : reached(*clock.calendar, clock.base, total * percent / 100, clock.pauses);
}

bool is_breached(const std::vector<Clock>& clocks) {
    return std::ranges::any_of(clocks, [](const Clock& clock) { return clock.is_over(); });
}

std::vector<Waited> waits(const Ticket& ticket, Instant now) {
    std::vector<Waited> sums;
    for (const auto& wait : timeline_of(ticket, now).waits) {
        auto sum = std::ranges::find(sums, wait.whom, &Waited::whom);
        if (sum == sums.end()) sum = sums.insert(sum, {std::string(wait.whom), Milliseconds(0)});
        sum->time += std::max(wait.until.value_or(now) - wait.from, Milliseconds(0));
    }
    return sums;
}

}  // namespace desk

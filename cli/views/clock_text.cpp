#include "cli/views/clock_text.hpp"

#include <utility>

#include <fmt/format.h>

#include "cli/views/shared.hpp"

namespace desk::cli {
namespace {

Look look_of(Clock::State state) {
    switch (state) {
        case Clock::State::none:
        case Clock::State::excused:
        case Clock::State::unset:
        case Clock::State::paused: return Look::faint;
        case Clock::State::late:
        case Clock::State::missed: return Look::bad;
        case Clock::State::met: return Look::good;
        case Clock::State::running: break;
    }
    return Look::normal;
}

Value instant(const std::optional<Instant>& at) { return at ? Value(to_text(*at)) : Value(); }

/// Of a clock that has not stopped: what is left, or by how much it is over.
std::string time_of(const Clock& clock, Instant now) {
    const auto time = left(clock, now);
    return time ? ", " + left_or_over(*time) : std::string();
}

}  // namespace

std::string name_of(const Clock& clock) {
    const auto name = noun_of(clock);
    return clock.round > 1 ? fmt::format("{} {}", name, clock.round) : name;
}

std::vector<Span> state_of(const Clock& clock, const std::function<std::string(Instant)>& shown, Instant now) {
    const auto look = look_of(clock.state);
    const auto due = clock.due ? shown(*clock.due) : std::string();
    switch (clock.state) {
        case Clock::State::running: return {{"due " + due}, {time_of(clock, now)}};
        case Clock::State::paused: return {{"paused", look}, {", due " + due + time_of(clock, now)}};
        case Clock::State::late: return {{"late", look}, {", due " + due}, {time_of(clock, now), look}};
        case Clock::State::met:
        case Clock::State::missed: {
            const auto stopped = clock.stopped ? " " + shown(*clock.stopped) : std::string();
            return {{std::string(to_text(clock.state)), look}, {stopped + (due.empty() ? "" : ", due " + due)}};
        }
        default: return {{clock.why_not, look}};
    }
}

std::string left_or_over(Milliseconds time) {
    const auto whole = std::chrono::floor<Minutes>(time);
    return whole < Minutes(0) ? fmt::format("{} over", to_text(-whole)) : fmt::format("{} left", to_text(whole));
}

std::string hours(Milliseconds time) { return hours_text(std::chrono::floor<Seconds>(time)); }

Value seconds(Milliseconds time) { return std::int64_t{std::chrono::floor<Seconds>(time).count()}; }

Value::Object to_json(const Clock& clock, Instant now) {
    Value::Array missing;
    for (const auto& each : clock.missing) missing.emplace_back(each);
    const auto rest = left(clock, now);
    return {{"measure", to_text(clock.measure)},
            {"round", clock.round},
            {"step", word(clock.step).json},
            {"state", to_text(clock.state)},
            {"why_not", word(clock.why_not).json},
            {"missing", std::move(missing)},
            {"target", word(clock.target).json},
            {"from", word(clock.from).json},
            {"priority", word(clock.priority).json},
            {"kind", word(clock.kind).json},
            {"calendar", clock.calendar ? Value(clock.calendar->name) : Value()},
            {"start", to_text(clock.start)},
            {"due", instant(clock.due)},
            {"stopped", instant(clock.stopped)},
            {"decided", instant(clock.decided)},
            {"left", rest ? seconds(*rest) : Value()}};
}

}  // namespace desk::cli

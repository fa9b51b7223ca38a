#include "core/clock/due.hpp"

#include <chrono>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/hours_rules.hpp"

namespace desk {
namespace {

using Form = Target::Form;
using std::chrono::days;
using std::chrono::sys_days;

bool is_time(const Target& target) { return target.form == Form::time || target.form == Form::business_time; }

std::optional<Instant> close_of(const Calendar& calendar, const std::optional<Day>& day) {
    if (!day) return {};
    return business_day(calendar, *day)->until;
}

std::optional<Instant> same_business_day(const Calendar& calendar, Instant start, bool before_open_is_same_day) {
    const auto day = calendar.zone.day(start);
    const auto hours = business_day(calendar, day);
    const bool is_early = hours && start < hours->from && !before_open_is_same_day;
    if (hours && start <= hours->until && !is_early) return hours->until;
    return close_of(calendar, working_day(calendar, day, 1));
}

std::optional<Instant> next_morning(const Calendar& calendar, Instant start, Minutes morning) {
    const auto day = working_day(calendar, calendar.zone.day(start), 1);
    if (!day) return {};
    const std::chrono::hh_mm_ss clock(morning);
    return calendar.zone.instant(*day, static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
}

/// Of a target in days, without pauses.
std::optional<Instant> in_days(const Target& target, const Calendar& calendar, Instant start, const Policy::Clock& rules) {
    if (target.form == Form::working_days) return reached(calendar, start, target.days, rules.working_days);
    if (target.form == Form::same_business_day) return same_business_day(calendar, start, rules.before_open_is_same_day);
    if (target.form == Form::next_business_day) return reached(calendar, start, 1, WorkingDays::close);
    return next_morning(calendar, start, rules.morning);
}

std::string rule_of(const Target& target, const Policy::Clock& rules) {
    switch (target.form) {
        case Form::working_days:
            return rules.working_days == WorkingDays::close
                       ? "the close of the last of these working days; the first is the first after the day of receipt"
                       : "the same time of the last of these working days, or the next opening; the first is the first after the "
                         "day of receipt";
        case Form::same_business_day:
            return rules.before_open_is_same_day
                       ? "the close of the day of receipt, or of the next working day when it is closed or over"
                       : "the close of the day of receipt, or of the next working day when it is closed, over or not yet begun";
        case Form::next_business_day: return "the close of the first working day after the day of receipt";
        case Form::next_morning:
            return fmt::format("{} of the first working day after the day of receipt", to_text(rules.morning));
        default: return "counted while the calendar is open";
    }
}

void tell_windows(const Calendar& calendar, Instant from, Instant until, std::span<const Period> pauses,
                  std::vector<ExplainStep>& steps) {
    for (const auto& open : open_periods(calendar, from, until, pauses))
        steps.push_back({"window", "open", open.from, open.until, open.until - open.from});
}

/// Every day from the receipt until the one on which it is due, the working days numbered.
void tell_days(const Calendar& calendar, Instant start, Instant until, std::vector<ExplainStep>& steps) {
    const auto receipt = sys_days(calendar.zone.day(start));
    int number = 0;
    for (auto day = receipt;; day += days(1)) {
        const auto hours = business_day(calendar, Day(day));
        auto text = day == receipt ? std::string("the day of receipt") : std::string();
        if (day != receipt && hours) text = fmt::format("working day {}", ++number);
        if (!hours) {
            if (!text.empty()) text += ", ";
            text += is_holiday(calendar, Day(day)) ? "holiday" : "closed";
        }
        const Period whole{calendar.zone.start(Day(day)), calendar.zone.start(Day(day + days(1)))};
        steps.push_back({"day", std::move(text), (hours ? *hours : whole).from, (hours ? *hours : whole).until, {}});
        if (hours ? hours->until >= until : whole.from >= until) return;
    }
}

/// What is due while the clock stands, as an hour before the opening can be, is due when it goes on.
Instant after_pause(Instant due, std::span<const Period> pauses) {
    for (const auto& pause : pauses)
        if (pause.from < due && due < pause.until) return pause.until;
    return due;
}

/// A target in days moves on by the open time that the pauses took from it.
std::optional<Instant> moved_on(const Calendar& calendar, Instant start, Instant until, std::span<const Period> pauses,
                                std::vector<ExplainStep>* steps) {
    if (pauses.empty()) return until;
    const auto lost = between(calendar, start, until) - between(calendar, start, until, pauses);
    const auto later = reached(calendar, until, lost, pauses);
    if (!later) return {};
    if (steps && lost > Milliseconds(0)) {
        steps->push_back({"rule", "the open time of the pauses is added", {}, {}, lost});
        tell_windows(calendar, until, *later, pauses, *steps);
    }
    const auto goes_on = after_pause(*later, pauses);
    if (steps && goes_on > *later) steps->push_back({"rule", "no sooner than the end of the pause", goes_on, {}, {}});
    return goes_on;
}

}  // namespace

const Calendar& calendar_for(const Target& target, const Calendar& calendar, const Policy& policy) {
    if (target.form != Form::business_time || calendar.name != "always") return calendar;
    return calendar_or_desks(policy, "");
}

bool is_reckoned(const Target& target) {
    return target.form != Form::agreed && target.form != Form::next_release && target.form != Form::none;
}

std::optional<Instant> due_if_reached(const Target& target, const Calendar& calendar, Instant start, const Policy& policy,
                                      std::span<const Period> pauses, std::vector<ExplainStep>* steps) {
    if (!is_reckoned(target)) return {};
    const auto& on = calendar_for(target, calendar, policy);
    if (steps) {
        steps->push_back({"calendar", fmt::format("{}, {}", on.name, on.zone.name()), {}, {}, {}});
        steps->push_back({"rule", rule_of(target, *policy.clock), {}, {}, {}});
    }
    std::optional<Instant> found;
    if (is_time(target)) {
        found = reached(on, start, target.time, pauses);
        if (found && steps) tell_windows(on, start, *found, pauses, *steps);
    } else if (const auto day = in_days(target, on, start, *policy.clock)) {
        if (steps) tell_days(on, start, *day, *steps);
        found = moved_on(on, start, *day, pauses, steps);
    }
    if (found && steps) steps->push_back({"due", "due", *found, {}, {}});
    return found;
}

std::string unreached(const Target& target, const Calendar& calendar) {
    return fmt::format("the calendar \"{}\" does not reach {} within three years", calendar.name, to_text(target));
}

std::optional<Instant> due(const Target& target, const Calendar& calendar, Instant start, const Policy& policy,
                           std::span<const Period> pauses, std::vector<ExplainStep>* steps) {
    const auto found = due_if_reached(target, calendar, start, policy, pauses, steps);
    if (!found && is_reckoned(target)) throw Error(Fault::refused, unreached(target, calendar_for(target, calendar, policy)));
    return found;
}

Instant end_of(const Calendar& calendar, Day day) {
    const auto hours = business_day(calendar, day);
    return hours ? hours->until : calendar.zone.start(Day(sys_days(day) + days(1)));
}

}  // namespace desk

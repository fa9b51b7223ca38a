#include "core/time/calendar.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.hpp"

namespace desk {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// How far ahead an answer may lie.
constexpr days farthest{3 * 365 + 1};

constexpr Minutes midnight = std::chrono::hours(24);

Minutes end_of(const Window& window) { return window.to > window.from ? window.to : window.to + midnight; }

/// The clocks of a zone, quick for times that are near each other: between two changes of the clocks it takes one subtraction.
class Clocks {
public:
    explicit Clocks(const Zone& zone, Instant at) : zone_(zone), steady_(zone.steady(at)) {}

    Period period(sys_days day, const Window& window) {
        return {instant(day + window.from, &Zone::instant), instant(day + end_of(window), &Zone::last_instant)};
    }

private:
    using Find = Instant (Zone::*)(Day, int, int, int) const;

    /// `shown` is what the clocks show, as if they were UTC's.
    Instant instant(std::chrono::sys_time<Minutes> shown, Find find) {
        // No change of the clocks is as long as this; further off than this from one, a time comes once.
        constexpr days margin{2};
        const Instant at = shown - steady_.offset;
        if (at >= steady_.from + margin && at < steady_.until - margin) return at;
        const auto day = std::chrono::floor<days>(shown);
        const std::chrono::hh_mm_ss clock(shown - day);
        const auto found =
            (zone_.*find)(Day(day), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()), 0);
        if (found < steady_.from || found >= steady_.until) steady_ = zone_.steady(found);
        return found;
    }

    const Zone& zone_;
    Zone::Steady steady_;
};

/// The open periods between two instants, one after the other and without pauses. Periods may touch; none overlap.
class Openings {
public:
    Openings(const Calendar& calendar, Period within, std::span<const Period> pauses)
        : calendar_(calendar),
          clocks_(calendar.zone, within.from),
          within_(within),
          // A window may run on for a day after its own.
          day_(sys_days(calendar.zone.day(within.from)) - days(2)),
          pauses_(pauses.begin(), pauses.end()) {
        std::sort(pauses_.begin(), pauses_.end());
        windows_ = &windows(calendar, Day(day_));
    }

    std::optional<Period> next() {
        for (;;) {
            if (open_.from >= open_.until && !open_next()) return {};
            while (pause_ < pauses_.size() && pauses_[pause_].until <= open_.from) ++pause_;
            const Period pause = pause_ < pauses_.size() ? pauses_[pause_] : Period{open_.until, open_.until};
            const Period part{open_.from, std::min(open_.until, pause.from)};
            open_.from = part.from < part.until ? part.until : std::min(open_.until, pause.until);
            if (part.from < part.until) return part;
        }
    }

private:
    /// Goes to the next window, as far as no other was open before it; false behind the last.
    bool open_next() {
        do {
            const auto* window = next_window();
            if (window == nullptr) return false;
            open_ = clocks_.period(day_, *window);
            if (open_.from >= within_.until) return false;
            open_.from = std::max(open_.from, within_.from);
            open_.until = std::min(open_.until, within_.until);
            within_.from = std::max(within_.from, open_.until);
        } while (open_.from >= open_.until);
        return true;
    }

    const Window* next_window() {
        while (window_ == windows_->size()) {
            // Behind the end no window begins before it, whatever the clocks do.
            if (day_ > within_.until + days(2)) return nullptr;
            day_ += days(1);
            window_ = 0;
            windows_ = &windows(calendar_, Day(day_));
        }
        return &(*windows_)[window_++];
    }

    const Calendar& calendar_;
    Clocks clocks_;
    Period within_;
    sys_days day_;
    const std::vector<Window>* windows_;
    std::size_t window_ = 0;
    std::vector<Period> pauses_;
    std::size_t pause_ = 0;
    Period open_{};
};

[[noreturn]] void refuse_beyond(const Calendar& calendar, const std::string& why) {
    throw Error(Fault::refused, fmt::format("the calendar \"{}\" {} within three years", calendar.name, why));
}

/// The open instant at or after this one.
std::optional<Instant> next_open(const Calendar& calendar, Instant at) {
    const auto open = Openings(calendar, {at, at + farthest}, {}).next();
    if (!open) return {};
    return open->from;
}

/// The first close of a working day that is not before the instant.
std::optional<Instant> next_close(const Calendar& calendar, Instant start) {
    const auto today = sys_days(calendar.zone.day(start));
    for (auto day = today; day <= today + farthest; day += days(1))
        if (const auto hours = business_day(calendar, Day(day)); hours && hours->until >= start) return hours->until;
    return {};
}

}  // namespace

Calendar always(const Zone& zone) {
    Calendar calendar{"always", zone, {}, {}, {}};
    calendar.week.fill({Window{Minutes(0), midnight}});
    return calendar;
}

const std::vector<Window>& windows(const Calendar& calendar, Day day) {
    static const std::vector<Window> closed;
    if (const auto date = calendar.dates.find(day); date != calendar.dates.end()) return date->second;
    if (calendar.holidays.contains(day)) return closed;
    return calendar.week[std::chrono::weekday(sys_days(day)).iso_encoding() - 1];
}

bool is_holiday(const Calendar& calendar, Day day) { return calendar.holidays.contains(day); }

std::vector<Window> merged(std::vector<Window> windows) {
    std::sort(windows.begin(), windows.end());
    std::vector<Window> merged;
    for (const auto& window : windows) {
        if (merged.empty() || end_of(merged.back()) < window.from) {
            merged.push_back(window);
        } else if (end_of(window) > end_of(merged.back())) {
            merged.back().to = window.to;
        }
    }
    return merged;
}

std::vector<Period> open_periods(const Calendar& calendar, Instant from, Instant until, std::span<const Period> pauses) {
    std::vector<Period> periods;
    Openings openings(calendar, {from, until}, pauses);
    while (const auto open = openings.next()) {
        if (!periods.empty() && periods.back().until == open->from) {
            periods.back().until = open->until;
        } else {
            periods.push_back(*open);
        }
    }
    return periods;
}

Milliseconds between(const Calendar& calendar, Instant start, Instant end, std::span<const Period> pauses) {
    Milliseconds time{0};
    Openings openings(calendar, {start, end}, pauses);
    while (const auto open = openings.next()) time += open->until - open->from;
    return time;
}

std::optional<Instant> reached(const Calendar& calendar, Instant start, Milliseconds time, std::span<const Period> pauses) {
    if (time <= Milliseconds(0)) return start;
    Openings openings(calendar, {start, start + farthest}, pauses);
    while (const auto open = openings.next()) {
        const auto length = open->until - open->from;
        if (time <= length) return open->from + time;
        time -= length;
    }
    return {};
}

std::optional<Instant> reached(const Calendar& calendar, Instant start, int count, WorkingDays rule) {
    if (count == 0) return rule == WorkingDays::close ? next_close(calendar, start) : next_open(calendar, start);
    const auto local = calendar.zone.local(start);
    const auto day = working_day(calendar, local.day, count);
    if (!day) return {};
    if (rule == WorkingDays::close) return business_day(calendar, *day)->until;
    const auto fraction = start - std::chrono::floor<Seconds>(start);
    return next_open(calendar, calendar.zone.instant(*day, local.hour, local.minute, local.second) + fraction);
}

Instant add(const Calendar& calendar, Instant start, Seconds time, std::span<const Period> pauses) {
    const auto found = reached(calendar, start, time, pauses);
    if (!found) refuse_beyond(calendar, fmt::format("is not open for {}", hours_text(time)));
    return *found;
}

Instant working_days(const Calendar& calendar, Instant start, int count, WorkingDays rule) {
    const auto found = reached(calendar, start, count, rule);
    if (!found && count == 0) refuse_beyond(calendar, "does not open");
    if (!found) refuse_beyond(calendar, fmt::format("does not have {} working days", std::abs(count)));
    return *found;
}

std::optional<Period> business_day(const Calendar& calendar, Day day) {
    const auto& all = windows(calendar, day);
    if (all.empty()) return {};
    Clocks clocks(calendar.zone, sys_days(day));
    auto hours = clocks.period(sys_days(day), all.front());
    for (const auto& window : all) hours.until = std::max(hours.until, clocks.period(sys_days(day), window).until);
    return hours;
}

std::optional<Day> working_day(const Calendar& calendar, Day day, int count) {
    const auto first = sys_days(day);
    const days step(count < 0 ? -1 : 1);
    auto found = first;
    for (int left = std::abs(count); left > 0;) {
        found += step;
        if (!windows(calendar, Day(found)).empty()) --left;
        if (std::chrono::abs(found - first) > farthest) return {};
    }
    return Day(found);
}

}  // namespace desk

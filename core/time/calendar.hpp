#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk {

/// Opening hours of a day in local time after midnight; the end may be 24:00. It includes its start and excludes its
/// end. An end at or before the start is on the next day: 22:00-06:00 runs overnight, 00:00-00:00 all day.
struct Window {
    Minutes from{0};
    Minutes to{0};

    friend auto operator<=>(const Window&, const Window&) = default;
};

/// From an instant until, but not including, another.
struct Period {
    Instant from{};
    Instant until{};

    friend auto operator<=>(const Period&, const Period&) = default;
};

inline bool lies_in(Instant at, const Period& period) { return period.from <= at && at < period.until; }

/// When a desk is open, in a zone's local time. A window that runs overnight belongs to the day on which it begins. The
/// windows of a day are in order; they may overlap.
struct Calendar {
    std::string name;
    Zone zone = Zone::utc();
    std::array<std::vector<Window>, 7> week;   ///< Monday first
    std::set<Day> holidays;                    ///< no window begins on these
    std::map<Day, std::vector<Window>> dates;  ///< hours that replace a date's, even a holiday's

    friend bool operator==(const Calendar&, const Calendar&) = default;
};

/// Open day and night.
Calendar always(const Zone& zone);

/// The windows that begin on the day.
const std::vector<Window>& windows(const Calendar& calendar, Day day);

bool is_holiday(const Calendar& calendar, Day day);

/// The windows in order, with overlapping and touching ones merged.
std::vector<Window> merged(std::vector<Window> windows);

/// When the calendar is open between two instants, without the pauses: in order, and none touches the next. Where clocks go
/// forward over an opening or closing, it is at the change; where they go back, the first of the two instants is the
/// opening, the last the closing.
std::vector<Period> open_periods(const Calendar& calendar, Instant from, Instant until, std::span<const Period> pauses = {});

/// The open time between two instants; zero if the end is before the start.
Milliseconds between(const Calendar& calendar, Instant start, Instant end, std::span<const Period> pauses = {});

/// The instant at which this much open time is used up: eight hours from 09:00 on a day from 09:00 to 17:00 are used up at 17:00
/// that day. No time is used up at the start itself. Refuses what takes longer than three years.
Instant add(const Calendar& calendar, Instant start, Seconds time, std::span<const Period> pauses = {});

/// What "N working days" means. A working day is one on which a window begins; the first is the first after the day of the start,
/// in the calendar's zone.
enum class WorkingDays {
    close,      ///< the close of the N-th
    same_time,  ///< the same time of the N-th, or the next opening after it
};

/// A negative count goes back. No days: by `close` the next close of a working day, by `same_time` the start or the next opening.
/// Refuses what takes longer than three years.
Instant working_days(const Calendar& calendar, Instant start, int count, WorkingDays rule);

/// `add` and `working_days` for when not reaching it is not a failure: absent instead of a refusal.
std::optional<Instant> reached(const Calendar& calendar, Instant start, Milliseconds time, std::span<const Period> pauses = {});
std::optional<Instant> reached(const Calendar& calendar, Instant start, int count, WorkingDays rule);

/// From the first opening of the day until its last close; absent if no window begins on it.
std::optional<Period> business_day(const Calendar& calendar, Day day);

/// The working day this many after the day, for zero the day itself; absent if it is more than three years off.
std::optional<Day> working_day(const Calendar& calendar, Day day, int count);

}  // namespace desk

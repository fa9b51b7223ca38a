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

/// Opening hours of a day, as clocks show them after its midnight; the end may be 24:00. It includes its start and excludes its
/// end. An end at or before the start is one of the next day: 22:00-06:00 runs overnight, 00:00-00:00 all day.
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

/// When a desk is open, in the clocks of a zone. A window that runs overnight belongs to the day on which it begins. The windows
/// of a day stand in order; they may overlap.
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

/// The windows in order, those that overlap or touch made one.
std::vector<Window> merged(std::vector<Window> windows);

/// When the calendar is open between two instants, without the pauses: in order, and none touches the next. Where clocks are put
/// forward over an opening or closing, it is at the change; where they are put back, the first of the two instants is the
/// opening, the last the closing.
std::vector<Period> open_periods(const Calendar& calendar, Instant from, Instant until, std::span<const Period> pauses = {});

/// The open time between two instants; none when the end is before the start.
Milliseconds between(const Calendar& calendar, Instant start, Instant end, std::span<const Period> pauses = {});

/// The instant at which so much open time is used up: eight hours from 09:00 on a day from 09:00 to 17:00 are up at 17:00 of that
/// day. No time is up at the start itself. Refuses what takes longer than three years.
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

/// `add` and `working_days` where a calendar that does not get there is no failure: absent is what they refuse.
std::optional<Instant> reached(const Calendar& calendar, Instant start, Milliseconds time, std::span<const Period> pauses = {});
std::optional<Instant> reached(const Calendar& calendar, Instant start, int count, WorkingDays rule);

/// From the first opening of the day until its last close; absent when no window begins on it.
std::optional<Period> business_day(const Calendar& calendar, Day day);

/// The working day so many after the day, itself for none; absent when it is further off than three years.
std::optional<Day> working_day(const Calendar& calendar, Day day, int count);

}  // namespace desk

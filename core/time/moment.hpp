#pragma once

#include <optional>
#include <string_view>

#include "core/time/calendar.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

/// Days and moments as people type them, in a zone's time.
namespace desk {

/// Which of its many days a weekday means: the last one that is not ahead, or the next.
enum class Looking { back, ahead };

/// `2026-11-20`, `today`, `yesterday`, `tomorrow`, `monday` or `mon`.
std::optional<Day> day_meant(std::string_view text, const Zone& zone, Instant now, Looking looking = Looking::back);

/// `2026-11`, `this-month`, `last-month`, `next-month`.
std::optional<Month> month_meant(std::string_view text, const Zone& zone, Instant now);

/// A day or a month as above, a year (`2026`), `last-week` or `this-year`: its first instant, and the first after it. A week
/// begins on Monday. A blank may stand for the dash.
std::optional<Period> period_meant(std::string_view text, const Zone& zone, Instant now, Looking looking);

/// Where that begins which was typed, and the first instant after it: of a day, week, month or year as above, a moment as below,
/// or so long ago (`7d`).
std::optional<Period> span_meant(std::string_view text, const Zone& zone, Instant now);

/// All that `instant_from` reads, a day as above (its first instant), a time behind a day, `09:14` and `24:00` for those of
/// today, `now`, and `-2h` or `+3d` from now.
std::optional<Instant> moment_from(std::string_view text, const Zone& zone, Instant now, Looking looking);

/// `09:00-10:30` of that day; if the end is before the start, it is on the next day.
std::optional<Period> range_from(std::string_view text, Day day, const Zone& zone);

}  // namespace desk

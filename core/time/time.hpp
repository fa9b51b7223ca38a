#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;
using Minutes = std::chrono::minutes;

/// A point in time, UTC, to the millisecond. Years 0000 to 9999 can be written.
using Instant = std::chrono::sys_time<Milliseconds>;

using Day = std::chrono::year_month_day;
using Month = std::chrono::year_month;

/// Whether the year is from 2000 to 2099: a reference has two digits for it, and any other year is a mistake.
bool has_known_year(Month month);
bool has_known_year(Instant at);  ///< in UTC

/// How far the clocks of two machines may differ.
constexpr Minutes clock_skew{10};

/// Whether something with this date comes from a clock that runs ahead.
constexpr bool is_ahead(Instant at, Instant now) { return at > now + clock_skew; }

/// `2026-11-20T09:14:03.217Z`: the one form in which desk writes an instant.
std::string to_text(Instant at);

/// Reads exactly the form that `to_text` writes; nothing else, and no date that does not exist.
std::optional<Instant> canonical_instant_from(std::string_view text);

/// Reads ISO 8601 with a zone: `2026-11-20T09:14Z`, `2026-11-20 09:14:03.2+01:00`. Digits after the millisecond are dropped.
std::optional<Instant> instant_from(std::string_view text);

/// `2026-11-20`
std::string to_text(Day day);
std::optional<Day> day_from(std::string_view text);

/// `2026-11`
std::string to_text(Month month);
std::optional<Month> month_from(std::string_view text);

/// `1:05`: hours and minutes, as in a statement of hours. Negative time begins with a minus.
std::string to_text(Minutes minutes);

/// `1:05`, or `1:05:30` when there are seconds.
std::string hours_text(Seconds time);

}  // namespace desk

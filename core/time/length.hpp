#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

/// Lengths of time as people write them, the same everywhere. What cannot be read as a whole is absent, never
/// cut short.
namespace desk {

/// `2h`, `1h30`, `1h 30m`, `1 hour and 30 minutes`, `1:30`, `1.5h`, `90 minutes`, `36 seconds`. A number needs its unit.
std::optional<Seconds> length_from(std::string_view text);

/// The same where it is a whole number of minutes; a number alone is minutes: `90`.
std::optional<Minutes> minutes_from(std::string_view text);

/// The same as `length_from`, and days of 24 hours and weeks: `7d`, `2 weeks`.
std::optional<Seconds> span_from(std::string_view text);

/// How many of the words continue the length before them: numbers, units, and an `and` before one of these. Days and
/// weeks, which a length cannot have, do so only after a number, so that it is not cut short: `1 day`.
std::size_t words_of_length(std::string_view length, std::span<const std::string> words);

/// The same of a span: days and weeks are units, too.
std::size_t words_of_span(std::span<const std::string> words);

/// `40 s`, `1 min 20 s`, `2 min`: of what does not take hours.
std::string seconds_text(Seconds time);

}  // namespace desk

#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "core/time/time.hpp"

/// iCalendar files (RFC 5545).
namespace desk {

/// Larger files are not read: libical takes its time, and holidays do not need it.
constexpr std::size_t most_ical_bytes = std::size_t{256} << 10U;

/// The days of the all-day events, those that recur up to the year 2100; events with a time of day and cancelled ones are left
/// out. `Fault::malformed` for what is not an iCalendar file, and for rules that would take too long.
std::set<Day> holidays_from_ical(const std::string& text, const std::string& file);

}  // namespace desk

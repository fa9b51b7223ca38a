#pragma once

#include <set>
#include <string>

#include "core/time/time.hpp"

/// iCalendar files (RFC 5545).
namespace desk {

/// The days of the all-day events, those that recur up to the year 2100; events with a time of day and cancelled ones are none.
/// `Fault::malformed` for what is no iCalendar file.
std::set<Day> holidays_from_ical(const std::string& text, const std::string& file);

}  // namespace desk

#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/month/time_entries.hpp"

/// The hours of a month, by week.
namespace desk {

struct WeekHours {
    std::string client;
    Day monday{};
    Seconds counted{0}, not_counted{0};

    friend bool operator==(const WeekHours&, const WeekHours&) = default;
};

/// In order of time and then by client. A week begins on Monday; an entry across midnight at the end of Sunday is divided there,
/// so that the weeks add up to the entries.
std::vector<WeekHours> weeks_of(std::span<const TimeEntry> entries, const Zone& zone);

}  // namespace desk

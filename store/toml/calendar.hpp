#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time/calendar.hpp"
#include "store/toml/reader.hpp"

/// The calendars of desk.toml(5).
namespace desk {

/// A file of the store by its path in it; absent if there is none.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

/// The tables `[calendar.NAME]`: existing ones keep what is not set again, others are added. Those that name no
/// zone are in that of the desk.
void read_calendars(Settings& root, const Zone& zone, const ReadFile& read, std::vector<Calendar>& calendars);

Zone zone_from(const Setting& setting);
Day date_from(const Setting& setting);
Minutes time_of_day_from(const Setting& setting);

}  // namespace desk

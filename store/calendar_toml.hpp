#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "store/settings.hpp"

/// The calendars of desk.toml(5).
namespace desk {

/// A file of the store by its path in it; absent when there is none.
using ReadFile = std::function<std::optional<std::string>(const std::string& path)>;

/// `always`, and behind it the tables `[calendar.NAME]`. Those that name no zone are in that of the desk.
std::vector<Calendar> calendars_from(Settings& root, const Zone& zone, const ReadFile& read);

/// `always`, or one of these.
std::string calendar_name_from(const Setting& setting, std::vector<std::string> names);

Zone zone_from(const Setting& setting);

}  // namespace desk

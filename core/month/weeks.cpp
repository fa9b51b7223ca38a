#include "core/month/weeks.hpp"

#include <map>
#include <utility>

namespace desk {

std::vector<WeekHours> weeks_of(std::span<const TimeEntry> entries, const Zone& zone) {
    using std::chrono::sys_days;
    std::map<std::pair<sys_days, std::string>, WeekHours> weeks;
    for (const auto& entry : entries) {
        const sys_days day(zone.day(entry.began));
        auto monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
        const auto end = entry.began + entry.time;
        for (auto from = entry.began; from < end; monday += std::chrono::weeks(1)) {
            const auto next = zone.start(Day(monday + std::chrono::weeks(1)));
            if (const auto part = part_of(entry, {from, next})) {
                auto& week = weeks[{monday, entry.client}];
                week.client = entry.client;
                week.monday = Day(monday);
                (entry.counted ? week.counted : week.not_counted) += entry.counted ? part->accounted : part->time;
            }
            from = next;
        }
    }
    std::vector<WeekHours> all;
    all.reserve(weeks.size());
    for (auto& [key, week] : weeks) all.push_back(std::move(week));
    return all;
}

}  // namespace desk

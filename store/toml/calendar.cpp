#include "store/toml/calendar.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/time/length.hpp"
#include "store/toml/ical.hpp"

namespace desk {

namespace {

constexpr std::string_view built_in = "always";

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// `08:30`, `8:30`, `24:00`
std::optional<Minutes> clock_from(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 4 || text.size() > 5 || text[text.size() - 3] != ':') return {};
    const auto clock = minutes_from(text);
    return clock && *clock <= std::chrono::hours(24) ? clock : std::nullopt;
}

/// `08:30-17:00`
std::optional<Window> window_from(std::string_view text) {
    const auto ends = split(text, '-');
    if (ends.size() != 2) return {};
    const auto from = clock_from(ends[0]), to = clock_from(ends[1]);
    if (!from || !to || *from == std::chrono::hours(24)) return {};
    return Window{*from, *to};
}

/// `09:00-12:00, 13:00-15:00`, or `closed`.
std::vector<Window> windows_from(const Setting& setting) {
    const auto text = text_from(setting);
    std::vector<Window> windows;
    if (trimmed(text) == "closed") return windows;
    for (const auto part : split(text, ',')) {
        const auto window = window_from(part);
        if (!window)
            setting.refuse(fmt::format("\"{}\" is not a list of hours", trimmed(part)),
                           "write hours as in: 09:00-12:00, 13:00-17:00");
        windows.push_back(*window);
    }
    return merged(std::move(windows));
}

std::optional<std::size_t> weekday_from(std::string_view text) {
    const auto* found = std::find(weekdays.begin(), weekdays.end(), text);
    if (found == weekdays.end()) return {};
    return static_cast<std::size_t>(found - weekdays.begin());
}

/// The weekdays of `sat`, `mon-fri` or `fri-mon`.
std::vector<std::size_t> days_from(const Setting& setting) {
    const auto ends = split(setting.key, '-');
    const auto first = weekday_from(ends.front()), last = weekday_from(ends.back());
    if (!first || !last || ends.size() > 2)
        setting.refuse(fmt::format("\"{}\" is not a list of days of the week", setting.key),
                       "write days as in: mon, sat-sun, mon-fri");
    std::vector<std::size_t> days{*first};
    while (days.back() != *last) days.push_back((days.back() + 1) % weekdays.size());
    return days;
}

std::array<std::vector<Window>, 7> week_from(const Setting& setting) {
    std::array<std::vector<Window>, 7> week;
    std::array<bool, 7> given{};
    for (const auto& entry : entries_from(setting, R"("09:00-17:00")")) {
        const auto windows = windows_from(entry);
        for (const auto day : days_from(entry)) {
            if (given[day]) entry.refuse(fmt::format("{} already has hours", weekdays[day]));
            given[day] = true;
            week[day] = windows;
        }
    }
    return week;
}

Day day_of(const Setting& setting, const std::string& text) {
    const auto day = day_from(text);
    if (!day) setting.refuse(fmt::format("\"{}\" is not a date", text), "write dates as in: 2026-12-25");
    return *day;
}

std::set<Day> holidays_from(const Setting& setting) {
    std::set<Day> days;
    for (const auto& item : list_from(setting, "a list of dates")) days.insert(date_from(item));
    return days;
}

std::map<Day, std::vector<Window>> dates_from(const Setting& setting) {
    std::map<Day, std::vector<Window>> dates;
    for (const auto& entry : entries_from(setting, R"("08:30-12:00")")) dates[day_of(entry, entry.key)] = windows_from(entry);
    return dates;
}

bool stays_in_the_store(std::string_view path) {
    const auto parts = split(path, '/');
    return std::none_of(parts.begin(), parts.end(), [](auto part) { return part.empty() || part == "." || part == ".."; });
}

std::set<Day> holidays_in_file(const Setting& setting, const ReadFile& read) {
    const auto path = text_from(setting);
    if (!stays_in_the_store(path)) setting.refuse(fmt::format("\"{}\" is not a path inside the desk", path));
    const auto text = read ? read(path) : std::nullopt;
    if (!text) setting.refuse(fmt::format("no file {} in the desk", path));
    return holidays_from_ical(*text, path);
}

void read_holidays(Settings& table, const ReadFile& read, std::set<Day>& holidays) {
    std::set<Day> listed, more;
    const bool has_list = table.may("holidays", listed, holidays_from, R"(["2026-12-25"])");
    const bool has_file = table.may(
        "holidays_from", more, [&](const Setting& setting) { return holidays_in_file(setting, read); },
        R"("holidays/england.ics")");
    listed.merge(more);
    if (has_list || has_file) holidays = std::move(listed);
}

}  // namespace

void read_calendars(Settings& root, const Zone& zone, const ReadFile& read, std::vector<Calendar>& calendars) {
    root.named_tables("calendar", [&](const std::string& name, Settings& table) {
        if (name == built_in) table.refuse("the calendar \"always\" is built in: choose another name");
        auto found = std::ranges::find(calendars, name, &Calendar::name);
        const bool known = found != calendars.end();
        auto& calendar = known ? *found : calendars.emplace_back(Calendar{name, zone, {}, {}, {}});
        table.must("hours", calendar.week, week_from, R"({ mon-fri = "09:00-17:00" })", known);
        table.may("timezone", calendar.zone, zone_from, R"("Europe/London")");
        read_holidays(table, read, calendar.holidays);
        table.may("dates", calendar.dates, dates_from, R"({ "2026-12-24" = "08:30-12:00" })");
    });
}

Zone zone_from(const Setting& setting) {
    const auto name = text_from(setting);
    const auto zone = Zone::named(name);
    if (!zone) setting.refuse(fmt::format("unknown time zone \"{}\"", name), "name a zone as in: Europe/London");
    return *zone;
}

Day date_from(const Setting& setting) { return day_of(setting, text_from(setting)); }

Minutes time_of_day_from(const Setting& setting) {
    const auto time = clock_from(text_from(setting));
    if (!time || *time == std::chrono::hours(24)) setting.want("a time of day");
    return *time;
}

}  // namespace desk

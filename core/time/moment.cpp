#include "core/time/moment.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/time/length.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

constexpr std::array<std::string_view, 7> weekdays{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::size_t iso_size = std::string_view("2026-11-20").size();

struct Clock {
    int hour = 0, minute = 0, second = 0;

    friend bool operator==(const Clock&, const Clock&) = default;
};

/// `9:14`, `09:14`, `09:14:03`, and `24:00` for the end of the day.
std::optional<Clock> clock_from(std::string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) return {};
    int numbers[3] = {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i];
        if (part.find_first_not_of("0123456789") != std::string_view::npos) return {};
        if (part.size() != 2 && (i != 0 || part.size() != 1)) return {};
        numbers[i] = number_from<int>(part).value_or(0);
    }
    const auto [hour, minute, second] = numbers;
    if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0)) return {};
    return Clock{hour, minute, second};
}

Day day_after(Day day, int count) { return Day(sys_days(day) + days(count)); }

Instant instant_of(const Zone& zone, Day day, const Clock& clock) {
    return clock.hour == 24 ? zone.start(day_after(day, 1)) : zone.instant(day, clock.hour, clock.minute, clock.second);
}

/// `monday`, `mon`
std::optional<weekday> weekday_from(std::string_view text) {
    for (unsigned i = 0; i < weekdays.size(); ++i)
        if (same_folded(text, weekdays[i]) || same_folded(text, weekdays[i].substr(0, 3))) return weekday(i);
    return {};
}

/// The day of the last such moment that is not ahead, or of the next.
Day nearest_day(weekday wanted, const Clock& clock, const Zone& zone, Instant now, Looking looking) {
    const bool back = looking == Looking::back;
    const Day today = zone.day(now);
    const days away = back ? weekday(sys_days(today)) - wanted : wanted - weekday(sys_days(today));
    const Day day = day_after(today, static_cast<int>(back ? -away.count() : away.count()));
    const bool is_ahead_of_now = instant_of(zone, day, clock) > now;
    return is_ahead_of_now == !back ? day : day_after(day, back ? -7 : 7);
}

std::optional<Day> day_at_clock(std::string_view text, const Clock& clock, const Zone& zone, Instant now, Looking looking) {
    if (const auto day = day_from(text)) return day;
    const Day today = zone.day(now);
    constexpr std::array<std::pair<std::string_view, int>, 3> near{{{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}}};
    for (const auto& [word, away] : near)
        if (same_folded(text, word)) return day_after(today, away);
    const auto named = weekday_from(text);
    return named ? std::optional(nearest_day(*named, clock, zone, now, looking)) : std::nullopt;
}

/// `last-week`, `this week`, `next-week`: how many weeks away it is.
std::optional<int> away_by(std::string_view text, std::string_view unit) {
    text = trimmed(text);
    constexpr std::array<std::pair<std::string_view, int>, 3> words{{{"last", -1}, {"this", 0}, {"next", 1}}};
    for (const auto& [word, away] : words) {
        if (text.size() != word.size() + 1 + unit.size() || !begins_folded(text, word)) continue;
        const char between = text[word.size()];
        if ((between == '-' || between == ' ') && same_folded(text.substr(word.size() + 1), unit)) return away;
    }
    return {};
}

/// Its Monday.
std::optional<Day> week_meant(std::string_view text, const Zone& zone, Instant now) {
    const auto away = away_by(text, "week");
    if (!away) return {};
    const Day today = zone.day(now);
    const auto since_monday = weekday(sys_days(today)) - std::chrono::Monday;
    return day_after(today, 7 * *away - static_cast<int>(since_monday.count()));
}

/// Its first month.
std::optional<Month> year_meant(std::string_view text, const Zone& zone, Instant now) {
    text = trimmed(text);
    constexpr std::size_t digits = 4;
    const auto number = text.size() == digits ? number_from<int>(text) : std::nullopt;
    const auto away = away_by(text, "year");
    if (!number && !away) return {};
    const auto year = number ? std::chrono::year(*number) : zone.month(now).year() + std::chrono::years(*away);
    return year / std::chrono::January;
}

/// `-2h`, `+3d`
std::optional<Instant> away_from(Instant now, std::string_view text) {
    if (text.empty() || (text.front() != '-' && text.front() != '+')) return {};
    const auto span = span_from(text.substr(1));
    if (!span) return {};
    return text.front() == '-' ? now - *span : now + *span;
}

/// A day, and the time behind it; where there is no day, it is empty.
std::pair<std::string_view, std::string_view> day_and_clock(std::string_view text) {
    if (text.size() > iso_size && (text[iso_size] == 'T' || text[iso_size] == 't') && day_from(text.substr(0, iso_size)))
        return {text.substr(0, iso_size), text.substr(iso_size + 1)};
    const auto blank = text.find(' ');
    if (blank != std::string_view::npos) return {text.substr(0, blank), trimmed(text.substr(blank))};
    const bool is_clock = text.find(':') != std::string_view::npos;
    return is_clock ? std::pair(std::string_view(), text) : std::pair(text, std::string_view());
}

}  // namespace

std::optional<Day> day_meant(std::string_view text, const Zone& zone, Instant now, Looking looking) {
    return day_at_clock(trimmed(text), {}, zone, now, looking);
}

std::optional<Month> month_meant(std::string_view text, const Zone& zone, Instant now) {
    if (const auto month = month_from(trimmed(text))) return month;
    const auto away = away_by(text, "month");
    return away ? std::optional(zone.month(now) + std::chrono::months(*away)) : std::nullopt;
}

std::optional<Period> period_meant(std::string_view text, const Zone& zone, Instant now, Looking looking) {
    using std::chrono::months, std::chrono::years;
    if (const auto month = month_meant(text, zone, now)) return Period{zone.start(*month), zone.start(*month + months(1))};
    if (const auto day = day_meant(text, zone, now, looking)) return Period{zone.start(*day), zone.start(day_after(*day, 1))};
    if (const auto week = week_meant(text, zone, now)) return Period{zone.start(*week), zone.start(day_after(*week, 7))};
    if (const auto year = year_meant(text, zone, now)) return Period{zone.start(*year), zone.start(*year + years(1))};
    return {};
}

std::optional<Instant> moment_from(std::string_view text, const Zone& zone, Instant now, Looking looking) {
    text = trimmed(text);
    if (const auto at = instant_from(text)) return at;
    if (same_folded(text, "now")) return now;
    if (const auto at = away_from(now, text)) return at;
    const auto [day_text, clock_text] = day_and_clock(text);
    const auto clock = clock_text.empty() ? std::optional(Clock()) : clock_from(clock_text);
    if (!clock) return {};
    const auto day = day_text.empty() ? std::optional(zone.day(now)) : day_at_clock(day_text, *clock, zone, now, looking);
    if (!day || (day_text.empty() && clock_text.empty())) return {};
    return clock_text.empty() ? zone.start(*day) : instant_of(zone, *day, *clock);
}

std::optional<Period> span_meant(std::string_view text, const Zone& zone, Instant now) {
    if (const auto period = period_meant(text, zone, now, Looking::back)) return period;
    if (const auto at = moment_from(text, zone, now, Looking::back)) return Period{*at, *at};
    const auto ago = span_from(trimmed(text));
    return ago ? std::optional(Period{now - *ago, now - *ago}) : std::nullopt;
}

std::optional<Period> range_from(std::string_view text, Day day, const Zone& zone) {
    const auto ends = split(text, '-');
    if (ends.size() != 2) return {};
    const auto from = clock_from(trimmed(ends[0])), until = clock_from(trimmed(ends[1]));
    if (!from || !until || from->hour == 24 || *from == *until || from->second + until->second > 0) return {};
    Period period{instant_of(zone, day, *from), instant_of(zone, day, *until)};
    if (period.until <= period.from) period.until = instant_of(zone, day_after(day, 1), *until);
    return period;
}

}  // namespace desk

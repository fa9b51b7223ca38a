#include "core/time/recurrence.hpp"

#include <algorithm>
#include <utility>

#include "core/base/contains.hpp"

namespace desk {
namespace {

using namespace std::chrono;
using Every = Recurrence::Every;

/// From a day until, but not including, another.
struct Range {
    sys_days from;
    sys_days until;
};

int number_of(month named) { return static_cast<int>(static_cast<unsigned>(named)); }
int number_of(day named) { return static_cast<int>(static_cast<unsigned>(named)); }

Range month_around(sys_days at) {
    const year_month_day day(at);
    const auto month = day.year() / day.month();
    return {month / 1, (month + months(1)) / 1};
}

Range year_around(sys_days at) {
    const auto year = year_month_day(at).year();
    return {year / January / 1, (year + years(1)) / January / 1};
}

/// The one that counts from the front, or from the end.
bool is_nth(int nth, sys_days at, const Range& of, days step = days(1)) {
    return nth > 0 ? (at - of.from) / step + 1 == nth : (at - of.until + days(1)) / step - 1 == nth;
}

/// The month's and the weekday's where the rule leaves them to the first day.
Recurrence with_defaults(Recurrence rule, sys_days first) {
    const year_month_day day(first);
    const bool by_month = rule.every == Every::month || rule.every == Every::year;
    if (by_month && rule.month_days.empty() && rule.weekdays.empty() && rule.year_days.empty()) {
        rule.month_days.push_back(number_of(day.day()));
        if (rule.every == Every::year && rule.months.empty()) rule.months.push_back(number_of(day.month()));
    }
    if (rule.every == Every::week && rule.weekdays.empty()) rule.weekdays.push_back({weekday(first)});
    std::ranges::sort(rule.months);
    constexpr int beyond_all_years = 10'000;
    rule.interval = std::clamp(rule.interval, 1, beyond_all_years);
    return rule;
}

bool has_weekday(const Recurrence& rule, sys_days at) {
    if (rule.weekdays.empty()) return true;
    const auto of = rule.every == Every::month || !rule.months.empty() ? month_around(at) : year_around(at);
    return std::ranges::any_of(rule.weekdays, [&](const Recurrence::On& on) {
        return on.day == weekday(at) && (on.nth == 0 || is_nth(on.nth, at, of, weeks(1)));
    });
}

bool matches(const Recurrence& rule, sys_days at) {
    const auto is_one = [&](const std::vector<int>& numbers, const Range& of) {
        return numbers.empty() || std::ranges::any_of(numbers, [&](int nth) { return is_nth(nth, at, of); });
    };
    const year_month_day day(at);
    return (rule.months.empty() || contains(rule.months, number_of(day.month()))) && is_one(rule.month_days, month_around(at)) &&
           is_one(rule.year_days, year_around(at)) && has_weekday(rule, at);
}

/// The period so many after that of the first day.
Range period(const Recurrence& rule, sys_days first, int number) {
    const year_month_day day(first);
    switch (rule.every) {
        case Every::day: break;
        case Every::week: {
            const auto start = first - (weekday(first) - rule.week_start) + weeks(number);
            return {start, start + weeks(1)};
        }
        case Every::month: return month_around(sys_days((day.year() / day.month() + months(number)) / 1));
        case Every::year: return year_around((day.year() + years(number)) / January / 1);
    }
    return {first + days(number), first + days(number + 1)};
}

/// What of the period can match: of a year, the months that are named.
std::vector<Range> parts_of(const Recurrence& rule, const Range& period) {
    if (rule.every != Every::year || rule.months.empty()) return {period};
    std::vector<Range> parts;
    const auto year = year_month_day(period.from).year();
    for (const auto each : rule.months) parts.push_back(month_around(year / month(static_cast<unsigned>(each)) / 1));
    return parts;
}

std::vector<sys_days> at_positions(const std::vector<int>& positions, std::vector<sys_days> found) {
    if (positions.empty()) return found;
    std::vector<sys_days> kept;
    const auto size = static_cast<int>(found.size());
    for (int i = 0; i < size; ++i)
        if (contains(positions, i + 1) || contains(positions, i - size)) kept.push_back(found[static_cast<std::size_t>(i)]);
    return kept;
}

/// What it costs to look at a day: long lists cost more.
std::size_t price_of_day(const Recurrence& rule) {
    constexpr std::size_t for_one = 8;
    return 1 + (rule.weekdays.size() + rule.month_days.size() + rule.year_days.size() + rule.positions.size()) / for_one;
}

/// Absent when the steps are used up.
std::optional<std::vector<sys_days>> days_in(const Recurrence& rule, const Range& period, std::size_t& steps) {
    std::vector<sys_days> found;
    for (const auto& part : parts_of(rule, period)) {
        const auto price = (static_cast<std::size_t>((part.until - part.from).count()) + 1) * price_of_day(rule);
        if (price > steps) return {};
        steps -= price;
        for (auto at = part.from; at < part.until; at += days(1))
            if (matches(rule, at)) found.push_back(at);
    }
    return at_positions(rule.positions, std::move(found));
}

}  // namespace

bool add_days(Recurrence rule, sys_days first, sys_days last, std::size_t& steps, std::set<sys_days>& into) {
    rule = with_defaults(std::move(rule), first);
    last = std::min(last, rule.until.value_or(last));
    std::size_t left = rule.count.value_or(steps);
    for (int number = 0; left > 0; number += rule.interval) {
        const auto now = period(rule, first, number);
        if (now.from > last) return true;
        const auto found = days_in(rule, now, steps);
        if (!found) return false;
        for (const auto at : *found) {
            if (at < first || at > last || left == 0) continue;
            into.insert(at);
            --left;
        }
    }
    return true;
}

}  // namespace desk

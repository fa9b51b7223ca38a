#include "core/time/time.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace desk {

namespace {

constexpr Instant first_instant = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr Instant last_instant = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) - Milliseconds(1);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number in `count` digits, or -1.
constexpr int number_at(const char* digits, int count) {
    int number = 0;
    for (int i = 0; i < count; ++i) {
        if (!is_digit(digits[i])) return -1;
        number = number * 10 + (digits[i] - '0');
    }
    return number;
}

/// As `number_at`; -1 also over `limit`.
constexpr int number_at(const char* digits, int count, int limit) {
    const int number = number_at(digits, count);
    return number > limit ? -1 : number;
}

void write(char* to, int count, unsigned number) {
    for (int i = count - 1; i >= 0; --i, number /= 10) to[i] = static_cast<char>('0' + number % 10);
}

/// The day in the ten characters of `2026-11-20`.
std::optional<Day> day_at(const char* text) {
    const int year = number_at(text, 4), month = number_at(text + 5, 2), day = number_at(text + 8, 2);
    if (year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-') return {};
    const Day found = std::chrono::year(year) / month / day;
    return found.ok() ? std::optional(found) : std::nullopt;
}

/// Reads a text from left to right. What is not there is not taken.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }

    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly two digits, of a number up to `limit`.
    bool take_two(int& number, int limit) {
        number = rest_.size() < 2 ? -1 : number_at(rest_.data(), 2, limit);
        if (number < 0) return false;
        rest_.remove_prefix(2);
        return true;
    }

    std::string_view take_digits() {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
        const auto digits = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(digits.size());
        return digits;
    }

private:
    std::string_view rest_;
};

/// `217…` after the decimal point of a second.
std::optional<Milliseconds> fraction_from(Scanner& scan) {
    const auto digits = scan.take_digits();
    if (digits.empty()) return {};
    const int kept = static_cast<int>(std::min<std::size_t>(digits.size(), 3));
    constexpr int unit[] = {1000, 100, 10, 1};
    return Milliseconds(number_at(digits.data(), kept) * unit[kept]);
}

/// `09:14`, `09:14:03`, `09:14:03.217…`
std::optional<Milliseconds> clock_from(Scanner& scan) {
    int hour = 0, minute = 0, second = 0;
    if (!scan.take_two(hour, 23) || !scan.take(':') || !scan.take_two(minute, 59)) return {};
    const Milliseconds clock = std::chrono::hours(hour) + Minutes(minute);
    if (!scan.take(':')) return clock;
    if (!scan.take_two(second, 59)) return {};
    if (!scan.take('.')) return clock + Seconds(second);
    const auto fraction = fraction_from(scan);
    return fraction ? std::optional(clock + Seconds(second) + *fraction) : std::nullopt;
}

/// `Z`, `+01:00`, `+0100`, `+01`: how far the clock is ahead of UTC.
std::optional<Minutes> offset_from(Scanner& scan) {
    if (scan.take('Z') || scan.take('z')) return Minutes(0);
    const bool east = scan.take('+');
    int hours = 0, minutes = 0;
    if ((!east && !scan.take('-')) || !scan.take_two(hours, 23)) return {};
    if ((scan.take(':') || !scan.done()) && !scan.take_two(minutes, 59)) return {};
    const Minutes offset = std::chrono::hours(hours) + Minutes(minutes);
    return east ? offset : -offset;
}

}  // namespace

bool has_known_year(Month month) { return month.year() >= std::chrono::year(2000) && month.year() <= std::chrono::year(2099); }

bool has_known_year(Instant at) {
    const Day day(std::chrono::floor<std::chrono::days>(at));
    return has_known_year(day.year() / day.month());
}

std::string to_text(Instant at) {
    at = std::clamp(at, first_instant, last_instant);
    const auto midnight = std::chrono::floor<std::chrono::days>(at);
    const Day day(midnight);
    const auto clock = static_cast<unsigned>((at - midnight).count());
    std::string text = "0000-00-00T00:00:00.000Z";
    write(&text[0], 4, static_cast<unsigned>(static_cast<int>(day.year())));
    write(&text[5], 2, static_cast<unsigned>(day.month()));
    write(&text[8], 2, static_cast<unsigned>(day.day()));
    write(&text[11], 2, clock / 3'600'000);
    write(&text[14], 2, clock / 60'000 % 60);
    write(&text[17], 2, clock / 1000 % 60);
    write(&text[20], 3, clock % 1000);
    return text;
}

std::optional<Instant> canonical_instant_from(std::string_view text) {
    if (text.size() != 24) return {};
    const char* c = text.data();
    if (c[10] != 'T' || c[13] != ':' || c[16] != ':' || c[19] != '.' || c[23] != 'Z') return {};
    const int hour = number_at(c + 11, 2, 23), minute = number_at(c + 14, 2, 59), second = number_at(c + 17, 2, 59);
    const int fraction = number_at(c + 20, 3);
    if (hour < 0 || minute < 0 || second < 0 || fraction < 0) return {};
    const auto day = day_at(c);
    if (!day) return {};
    return std::chrono::sys_days(*day) + std::chrono::hours(hour) + Minutes(minute) + Seconds(second) + Milliseconds(fraction);
}

std::optional<Instant> instant_from(std::string_view text) {
    if (text.size() < 17) return {};
    const auto day = day_at(text.data());
    Scanner scan(text.substr(10));
    if (!day || !(scan.take('T') || scan.take('t') || scan.take(' '))) return {};
    const auto clock = clock_from(scan);
    if (!clock) return {};
    scan.take(' ');
    const auto offset = offset_from(scan);
    if (!offset || !scan.done()) return {};
    const Instant at = std::chrono::sys_days(*day) + *clock - *offset;
    return at < first_instant || at > last_instant ? std::nullopt : std::optional(at);
}

std::string to_text(Day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

std::optional<Day> day_from(std::string_view text) { return text.size() == 10 ? day_at(text.data()) : std::nullopt; }

std::string to_text(Month month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

std::optional<Month> month_from(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return {};
    const int year = number_at(text.data(), 4), month = number_at(text.data() + 5, 2, 12);
    if (year < 0 || month < 1) return {};
    return std::chrono::year(year) / month;
}

std::string to_text(Minutes minutes) { return hours_text(minutes); }

std::string hours_text(Seconds time) {
    const auto seconds = std::abs(time.count());
    const auto text = fmt::format("{}{}:{:02}", time.count() < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60);
    return seconds % 60 == 0 ? text : fmt::format("{}:{:02}", text, seconds % 60);
}

}  // namespace desk

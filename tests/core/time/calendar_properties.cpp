#include <algorithm>

#include <doctest/doctest.h>

#include "core/time/calendar.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

using Clock = sys_time<Minutes>;  ///< what clocks show, as if it were UTC

constexpr int days_looked_at = 16;

/// Counting second by second is slow, and under AddressSanitizer it is some calendars fewer.
#ifdef __SANITIZE_ADDRESS__
constexpr int calendars_tried = 50;
#else
constexpr int calendars_tried = 250;
#endif

std::vector<Window> random_windows(samples::Dice& dice) {
    std::vector<Window> windows;
    for (int count = dice.number(4); count > 0; --count) {
        const Minutes unit(dice.chance(3) ? 1 : 30), day = hours(24);
        const Minutes from = unit * dice.number(static_cast<int>(day / unit));
        windows.push_back({from, unit * dice.number(static_cast<int>(day / unit) + 1)});
    }
    std::sort(windows.begin(), windows.end());
    return windows;
}

/// One of the zones whose clocks are hardest.
Zone random_zone(samples::Dice& dice) {
    return *Zone::named(
        dice.pick(std::vector<std::string>{"Europe/London", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe",
                                           "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Casablanca"}));
}

Calendar random_calendar(samples::Dice& dice, const Zone& zone, sys_days first) {
    Calendar calendar{"random", zone, {}, {}, {}};
    for (auto& day : calendar.week) day = random_windows(dice);
    for (int count = dice.number(3); count > 0; --count) calendar.holidays.insert(Day(first + days(dice.number(days_looked_at))));
    for (int count = dice.number(3); count > 0; --count)
        calendar.dates[Day(first + days(dice.number(days_looked_at)))] = random_windows(dice);
    return calendar;
}

/// A day of the years 1990 to 2049, mostly one shortly before a change of the clocks.
sys_days random_day(samples::Dice& dice, const Zone& zone) {
    const auto day = sys_days(1990y / January / 1) + days(dice.number(60 * 365));
    const auto change = zone.steady(day).until;
    const bool near_a_change = change < sys_days(2051y / January / 1) && !dice.chance(4);
    return near_a_change ? floor<days>(change) - days(dice.number(days_looked_at)) : day;
}

Instant random_moment(samples::Dice& dice, sys_days first) { return first + Seconds(dice.number(days_looked_at * 24 * 3600)); }

std::vector<Period> random_pauses(samples::Dice& dice, sys_days first) {
    std::vector<Period> pauses(static_cast<std::size_t>(dice.number(4)));
    for (auto& pause : pauses) {
        pause.from = random_moment(dice, first);
        pause.until = pause.from + Seconds(dice.number(48 * 3600));
    }
    return pauses;
}

/// What a calendar means, minute by minute: open or not.
class Oracle {
public:
    Oracle(const Calendar& calendar, sys_days first) : first_(first - days(4)) {
        for (int minute = 0; minute < (days_looked_at + 8) * 24 * 60; ++minute) {
            const auto local = calendar.zone.local(first_ + Minutes(minute));
            shown_.push_back(sys_days(local.day) + hours(local.hour) + Minutes(local.minute));
        }
        open_.resize(shown_.size());
        for (auto day = first - days(3); day < first + days(days_looked_at + 3); day += days(1))
            for (const auto& window : windows(calendar, Day(day))) {
                const auto to = window.to > window.from ? window.to : window.to + hours(24);
                const auto end = closing(day + to);
                for (auto minute = opening(day + window.from); minute < end; ++minute) open_[minute] = true;
            }
    }

    void pause(const Period& pause) { pauses_.push_back(pause); }

    bool is_open(Instant second) const {
        for (const auto& pause : pauses_)
            if (second >= pause.from && second < pause.until) return false;
        return open_[static_cast<std::size_t>(floor<Minutes>(second - first_).count())];
    }

    Seconds between(Instant start, Instant end) const {
        Seconds time{0};
        for (auto second = start; second < end; second += Seconds(1)) time += Seconds(is_open(second) ? 1 : 0);
        return time;
    }

private:
    /// The first minute at which the clocks have come to this.
    std::size_t opening(Clock at) const {
        const auto reached = [at](Clock shown) { return shown >= at; };
        return static_cast<std::size_t>(std::find_if(shown_.begin(), shown_.end(), reached) - shown_.begin());
    }

    /// The last minute at which they show it, or the first at which they are past it for good.
    std::size_t closing(Clock at) const {
        auto minute = shown_.size();
        while (shown_[minute - 1] > at) --minute;
        return shown_[minute - 1] == at ? minute - 1 : minute;
    }

    Instant first_;
    std::vector<Clock> shown_;
    std::vector<bool> open_;
    std::vector<Period> pauses_;
};

}  // namespace

TEST_CASE("working time is what counting it second by second gives") {
    samples::Dice dice(20261122);
    for (int trial = 0; trial < calendars_tried; ++trial) {
        const auto zone = random_zone(dice);
        const auto first = random_day(dice, zone);
        const auto calendar = random_calendar(dice, zone, first);
        CAPTURE(trial);
        CAPTURE(zone.name());
        CAPTURE(to_text(Day(first)));

        Oracle oracle(calendar, first);
        auto moments = std::vector{random_moment(dice, first), random_moment(dice, first), random_moment(dice, first)};
        std::sort(moments.begin(), moments.end());
        const auto start = moments[0], middle = moments[1], end = moments[2];
        const auto pauses = random_pauses(dice, first);
        for (const auto& pause : pauses) oracle.pause(pause);

        const auto time = between(calendar, start, end, pauses);
        REQUIRE(time == oracle.between(start, end));
        CHECK(between(calendar, start, middle, pauses) + between(calendar, middle, end, pauses) == time);
        if (time == Milliseconds(0)) continue;
        const auto up = add(calendar, start, duration_cast<Seconds>(time), pauses);
        CHECK(up <= end);
        CHECK(oracle.is_open(up - Seconds(1)));
        CHECK(between(calendar, start, up, pauses) == time);
    }
}

TEST_CASE("so much open time lies between a start and the instant at which it is up") {
    samples::Dice dice(3);
    for (int trial = 0; trial < 2000; ++trial) {
        const auto first = sys_days(1990y / January / 1) + days(dice.number(60 * 365));
        auto calendar = random_calendar(dice, random_zone(dice), first);
        calendar.week[0] = {{hours(9), hours(17)}};
        const auto start = Instant(first + Seconds(dice.number(24 * 3600)));
        const Seconds time(dice.number(600 * 3600));
        CAPTURE(trial);
        CHECK(between(calendar, start, add(calendar, start, time)) == time);
    }
}

#include "core/time/calendar.hpp"

#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/time/length.hpp"

using namespace desk;
using namespace std::chrono;
using nlohmann::json;

namespace {

Minutes clock(const std::string& text) { return *minutes_from(text); }

std::vector<Window> windows_in(const json& list) {
    std::vector<Window> windows;
    for (const auto& pair : list) windows.push_back({clock(pair[0]), clock(pair[1])});
    return windows;
}

Calendar calendar_in(const json& given) {
    static const std::string weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    Calendar calendar{"office", *Zone::named(given["tz"]), {}, {}, {}};
    for (std::size_t i = 0; i < 7; ++i)
        if (given["hours"].contains(weekdays[i])) calendar.week[i] = windows_in(given["hours"][weekdays[i]]);
    for (const auto& day : given["holidays"]) calendar.holidays.insert(*day_from(day.get<std::string>()));
    if (given.contains("dates"))
        for (const auto& [day, list] : given["dates"].items()) calendar.dates[*day_from(day)] = windows_in(list);
    return calendar;
}

json cases_in(const std::string& name) {
    std::ifstream file(TEST_CASES "/" + name);
    REQUIRE(file);
    return json::parse(file);
}

Instant at(const std::string& text) {
    const auto found = instant_from(text);
    REQUIRE_MESSAGE(found, text);
    return *found;
}

Instant instant_in(const json& text) { return at(text.get<std::string>()); }

Calendar office(const std::string& zone = "Europe/London") {
    Calendar calendar{"office", *Zone::named(zone), {}, {}, {}};
    for (std::size_t i = 0; i < 5; ++i) calendar.week[i] = {{Minutes(9 * 60), Minutes(17 * 60)}};
    return calendar;
}

/// A calendar that is open only in this window of every day.
Calendar daily(const std::string& zone, Minutes from, Minutes to) {
    Calendar calendar{"daily", *Zone::named(zone), {}, {}, {}};
    calendar.week.fill({{from, to}});
    return calendar;
}

std::vector<std::string> periods(const Calendar& calendar, const std::string& from, const std::string& until) {
    std::vector<std::string> texts;
    for (const auto& period : open_periods(calendar, at(from), at(until)))
        texts.push_back(to_text(period.from).substr(5, 11) + " " + to_text(period.until).substr(5, 11));
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("working time comes out as in the tests of other desks and libraries") {
    int verified = 0;
    for (const auto& one : cases_in("business_time.json")) {
        CAPTURE(one["id"]);
        const auto calendar = calendar_in(one["calendar"]);
        const auto start = instant_in(one["start"]);
        const bool holds = one["verified"];
        verified += holds ? 1 : 0;
        if (one["op"] == "add") {
            const auto wanted = instant_in(holds ? one["expected"] : one["brute_force"]["close"]);
            CHECK(to_text(add(calendar, start, Seconds(one["seconds"].get<int>()))) == to_text(wanted));
        } else {
            const Seconds wanted((holds ? one["expected_seconds"] : one["brute_force"]["seconds"]).get<int>());
            CHECK(between(calendar, start, instant_in(one["end"])) == wanted);
        }
    }
    CHECK(verified == 363);
}

TEST_CASE("working days come out as in the tests of other desks and libraries") {
    for (const auto& one : cases_in("business_days.json")) {
        CAPTURE(one["id"]);
        const auto calendar = calendar_in(one["calendar"]);
        const auto start = at(one["start"].get<std::string>() + "Z");
        const auto& wanted = one["brute_force"];
        const auto come_out = [&](WorkingDays rule, const char* name) {
            if (wanted.contains(name))
                CHECK(to_text(working_days(calendar, start, one["days"], rule)) == wanted[name].get<std::string>() + ".000Z");
        };
        come_out(WorkingDays::same_time, "keep_clock_then_snap");
        come_out(WorkingDays::close, "close_of_nth_day");
    }
}

TEST_CASE("time is up at the close, not at the next opening") {
    CHECK(add(office(), at("2026-11-20T09:00Z"), hours(8)) == at("2026-11-20T17:00Z"));
    CHECK(add(office(), at("2026-11-20T09:00Z"), hours(8) + Seconds(1)) == at("2026-11-23T09:00:01Z"));
    CHECK(add(office(), at("2026-11-20T09:00:00.250Z"), hours(8)) == at("2026-11-23T09:00:00.250Z"));
}

TEST_CASE("windows that touch or overlap are one") {
    auto calendar = daily("UTC", hours(9), hours(12));
    calendar.week[0] = {{hours(9), hours(12)}, {hours(11), hours(14)}, {hours(14), hours(15)}, {hours(10), hours(11)}};
    calendar.week[0] = merged(calendar.week[0]);
    CHECK(calendar.week[0] == std::vector<Window>{{hours(9), hours(15)}});
    CHECK(merged({{hours(22), hours(6)}, {hours(23), hours(2)}}) == std::vector<Window>{{hours(22), hours(6)}});
    CHECK(merged({{hours(22), hours(23)}, {hours(8), hours(9)}}).front().from == hours(8));
    CHECK(periods(daily("UTC", Minutes(0), hours(24)), "2026-11-20T09:00Z", "2026-11-24T00:00Z") ==
          Texts{"11-20T09:00 11-24T00:00"});
}

TEST_CASE("a window that runs overnight belongs to the day on which it begins") {
    auto calendar = daily("UTC", hours(22), hours(6));
    calendar.holidays = {2026y / November / 21};
    const Texts wanted{"11-20T00:00 11-20T06:00", "11-20T22:00 11-21T06:00", "11-22T22:00 11-23T00:00"};
    CHECK(periods(calendar, "2026-11-20T00:00Z", "2026-11-23T00:00Z") == wanted);
}

TEST_CASE("hours of a date replace those of the weekday and of a holiday") {
    auto calendar = office();
    calendar.holidays = {2026y / December / 24, 2026y / December / 25};
    calendar.dates = {{2026y / December / 24, {{hours(9), hours(12)}}}, {2026y / December / 23, {}}};
    const Texts wanted{"12-22T09:00 12-22T17:00", "12-24T09:00 12-24T12:00"};
    CHECK(periods(calendar, "2026-12-22T00:00Z", "2026-12-28T00:00Z") == wanted);
    CHECK(is_holiday(calendar, 2026y / December / 25));
}

TEST_CASE("in spring an opening that does not exist is at the change of the clocks, and so is a close") {
    const auto gap = daily("Europe/London", Minutes(90), hours(3));
    CHECK(periods(gap, "2026-03-29T00:00Z", "2026-03-30T00:00Z") == Texts{"03-29T01:00 03-29T02:00"});
    CHECK(periods(daily("Europe/London", Minutes(0), Minutes(90)), "2026-03-29T00:00Z", "2026-03-29T12:00Z") ==
          Texts{"03-29T00:00 03-29T01:00"});
    CHECK(periods(daily("Europe/London", Minutes(70), Minutes(90)), "2026-03-29T00:00Z", "2026-03-29T12:00Z").empty());
}

TEST_CASE("in autumn the first of the two is the opening, the last the close") {
    const auto twice = daily("Europe/London", Minutes(75), Minutes(105));
    CHECK(periods(twice, "2026-10-25T00:00Z", "2026-10-25T12:00Z") == Texts{"10-25T00:15 10-25T01:45"});
    const auto day = always(*Zone::named("Europe/London"));
    CHECK(between(day, at("2026-10-24T23:00Z"), at("2026-10-26T00:00Z")) == hours(25));
}

TEST_CASE("pauses do not count, in whatever order they come") {
    const std::vector<Period> pauses{{at("2026-11-20T16:00Z"), at("2026-11-23T10:00Z")},
                                     {at("2026-11-20T10:00Z"), at("2026-11-20T11:00Z")},
                                     {at("2026-11-20T10:30Z"), at("2026-11-20T11:30Z")},
                                     {at("2026-11-20T12:00Z"), at("2026-11-20T12:00Z")}};
    CHECK(between(office(), at("2026-11-20T09:00Z"), at("2026-11-23T17:00Z"), pauses) == Minutes(330 + 420));
    CHECK(add(office(), at("2026-11-20T09:00Z"), Minutes(331), pauses) == at("2026-11-23T10:01Z"));
    CHECK(add(office(), at("2026-11-20T10:15Z"), Minutes(270), pauses) == at("2026-11-20T16:00Z"));
}

TEST_CASE("working days go by the day of the start in the calendar's zone") {
    const auto calendar = office("Australia/Sydney");
    const auto start = at("2026-11-19T14:00Z");  // Friday 01:00 in Sydney
    CHECK(working_days(calendar, start, 1, WorkingDays::close) == at("2026-11-23T06:00Z"));
    CHECK(working_days(calendar, start, 1, WorkingDays::same_time) == at("2026-11-22T22:00Z"));
    CHECK(working_days(calendar, start, 0, WorkingDays::close) == at("2026-11-20T06:00Z"));
    CHECK(working_days(calendar, start, 0, WorkingDays::same_time) == at("2026-11-19T22:00Z"));
}

TEST_CASE("what is not within three years is refused") {
    const Calendar closed{"closed", Zone::utc(), {}, {}, {}};
    const auto start = at("2026-11-20T09:00Z");
    CHECK_THROWS_WITH_AS(add(closed, start, Seconds(1)), "the calendar \"closed\" is not open for 0:00:01 within three years",
                         Error);
    CHECK_THROWS_AS(add(office(), start, hours(7000)), Error);
    CHECK_THROWS_AS(working_days(office(), start, 900, WorkingDays::close), Error);
    CHECK_THROWS_AS(working_days(closed, start, 0, WorkingDays::close), Error);
    CHECK_THROWS_AS(working_days(closed, start, 0, WorkingDays::same_time), Error);
    CHECK(add(always(Zone::utc()), start, hours(3 * 365 * 24)) == at("2029-11-19T09:00Z"));
}

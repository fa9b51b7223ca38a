#include "core/time/moment.hpp"

#include <doctest/doctest.h>

using namespace desk;

namespace {

// Thursday 2 July 2026, 13:00 in London.
const Instant now = *instant_from("2026-07-02T12:00Z");

Zone london() { return *Zone::named("Europe/London"); }

std::string moment(std::string_view text, Looking looking = Looking::back) {
    const auto at = moment_from(text, london(), now, looking);
    return at ? to_text(*at).substr(0, 19) : "";
}

std::string day(std::string_view text, Looking looking = Looking::back) {
    const auto found = day_meant(text, london(), now, looking);
    return found ? to_text(*found) : "";
}

std::string range(std::string_view text, std::string_view of = "2026-07-02") {
    const auto found = range_from(text, *day_from(of), london());
    return found ? to_text(found->from).substr(5, 11) + " " + to_text(found->until).substr(5, 11) : "";
}

}  // namespace

TEST_CASE("a moment may be typed in the zone's time, or with a zone of its own") {
    CHECK(moment("2026-11-20T09:14Z") == "2026-11-20T09:14:00");
    CHECK(moment("2026-07-20 09:14+02:00") == "2026-07-20T07:14:00");
    CHECK(moment("2026-07-20 09:14") == "2026-07-20T08:14:00");
    CHECK(moment("2026-07-20T09:14:03") == "2026-07-20T08:14:03");
    CHECK(moment(" 2026-07-20 ") == "2026-07-19T23:00:00");
}

TEST_CASE("a time alone is today's") {
    CHECK(moment("09:14") == "2026-07-02T08:14:00");
    CHECK(moment("9:14") == "2026-07-02T08:14:00");
    CHECK(moment("17:00") == "2026-07-02T16:00:00");
    CHECK(moment("24:00") == "2026-07-02T23:00:00");
}

TEST_CASE("days have names") {
    CHECK(moment("now") == "2026-07-02T12:00:00");
    CHECK(moment("today") == "2026-07-01T23:00:00");
    CHECK(moment("yesterday 17:00") == "2026-07-01T16:00:00");
    CHECK(moment("Tomorrow 9:00") == "2026-07-03T08:00:00");
    CHECK(moment("yesterday 24:00") == "2026-07-01T23:00:00");
    CHECK(moment("2026-07-20 24:00") == "2026-07-20T23:00:00");
}

TEST_CASE("a weekday is the last one, or the next where one looks ahead") {
    CHECK(day("monday") == "2026-06-29");
    CHECK(day("Mon") == "2026-06-29");
    CHECK(day("friday") == "2026-06-26");
    CHECK(day("thursday") == "2026-07-02");
    CHECK(day("friday", Looking::ahead) == "2026-07-03");
    CHECK(day("thursday", Looking::ahead) == "2026-07-09");
    CHECK(moment("thursday 09:00") == "2026-07-02T08:00:00");
    CHECK(moment("thursday 17:00") == "2026-06-25T16:00:00");
    CHECK(moment("thursday 17:00", Looking::ahead) == "2026-07-02T16:00:00");
}

TEST_CASE("a sign counts from now") {
    CHECK(moment("-2h") == "2026-07-02T10:00:00");
    CHECK(moment("-1h 30m") == "2026-07-02T10:30:00");
    CHECK(moment("-1:30") == "2026-07-02T10:30:00");
    CHECK(moment("+3d") == "2026-07-05T12:00:00");
}

TEST_CASE("what is no moment is absent") {
    for (const std::string_view text : {"",
                                        "soon",
                                        "2026-02-30",
                                        "2026-07-20x09:14",
                                        "2026-07-20 09",
                                        "2026-07-2009:14",
                                        "24:01",
                                        "25:00",
                                        "24:00:01",
                                        "09:60",
                                        "9:1",
                                        ":14",
                                        "9:",
                                        "09:14:60",
                                        "09:14:00:00",
                                        "009:14",
                                        "-",
                                        "-2",
                                        "-2x",
                                        "2h",
                                        "yesterday soon",
                                        "mo",
                                        "09:00-10:30",
                                        "monday tuesday",
                                        "17:00 yesterday"})
        CHECK_MESSAGE(moment(text).empty(), text);
}

TEST_CASE("a day alone has no time") {
    for (const std::string_view text : {"", "09:00", "yesterday 09:00", "now", "-2d", "2026-07"})
        CHECK_MESSAGE(day(text).empty(), text);
}

TEST_CASE("a range is from when until when") {
    CHECK(range("09:00-10:30") == "07-02T08:00 07-02T09:30");
    CHECK(range("9:00 - 10:30") == "07-02T08:00 07-02T09:30");
    CHECK(range("22:00-24:00") == "07-02T21:00 07-02T23:00");
    CHECK(range("22:00-02:00") == "07-02T21:00 07-03T01:00");
    CHECK(range("00:30-02:30", "2026-03-29") == "03-29T00:30 03-29T01:30");  // the clocks jump over an hour of it
    for (const std::string_view text :
         {"", "09:00", "09:00-", "-10:30", "09:00-09:00", "24:00-01:00", "09:00-10:30-11:00", "9-10", "09:00:30-10:00"})
        CHECK_MESSAGE(range(text).empty(), text);
}

TEST_CASE("weeks begin on Monday, and months and years have names, too") {
    const auto period = [](std::string_view text) {
        const auto found = period_meant(text, london(), now, Looking::back);
        return found ? to_text(london().day(found->from)) + " " + to_text(london().day(found->until)) : "";
    };
    CHECK(period("this-week") == "2026-06-29 2026-07-06");
    CHECK(period("last week") == "2026-06-22 2026-06-29");
    CHECK(period("next-week") == "2026-07-06 2026-07-13");
    CHECK(period("Last-Month") == "2026-06-01 2026-07-01");
    CHECK(period("2026-03") == "2026-03-01 2026-04-01");
    CHECK(period("2025") == "2025-01-01 2026-01-01");
    CHECK(period("this-year") == "2026-01-01 2027-01-01");
    CHECK(period("yesterday") == "2026-07-01 2026-07-02");
    CHECK(period("2026-03-29") == "2026-03-29 2026-03-30");
    for (const auto* word : {"", "week", "this", "this-", "this_week", "this-weekend", "last-day", "20266"})
        CHECK_MESSAGE(period(word).empty(), word);
}

TEST_CASE("a span begins with what was typed, and ends after it") {
    const auto span = [](std::string_view text) {
        const auto found = span_meant(text, london(), now);
        return found ? to_text(found->from).substr(0, 16) + " " + to_text(found->until).substr(0, 16) : "";
    };
    CHECK(span("today") == "2026-07-01T23:00 2026-07-02T23:00");
    CHECK(span("7d") == "2026-06-25T12:00 2026-06-25T12:00");
    CHECK(span("2 weeks") == "2026-06-18T12:00 2026-06-18T12:00");
    CHECK(span("09:14") == "2026-07-02T08:14 2026-07-02T08:14");
    CHECK(span("yesterday 17:00") == "2026-07-01T16:00 2026-07-01T16:00");
    CHECK(span("soon").empty());
}

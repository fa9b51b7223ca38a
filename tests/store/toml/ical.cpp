#include "store/toml/ical.hpp"

#include <doctest/doctest.h>

#include "core/base/error.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

std::string calendar(const std::string& event) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//desk//test//EN\r\nBEGIN:VEVENT\r\n" + event +
           "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::set<Day> days_of(const std::string& event) { return holidays_from_ical(calendar(event), "holidays.ics"); }

}  // namespace

TEST_CASE("an all-day event is a holiday") {
    CHECK(days_of("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Christmas\r\n") ==
          std::set<Day>{2026y / December / 25});
    CHECK(days_of("DTSTART;VALUE=DATE:20261225\r\n") == std::set<Day>{2026y / December / 25});
    CHECK(days_of("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270102\r\n") ==
          std::set<Day>{2026y / December / 31, 2027y / January / 1});
    CHECK(days_of("DTSTART;VALUE=DATE:20261231\r\nDURATION:P2D\r\n").size() == 2);
}

TEST_CASE("an event with a time of day, or one that is cancelled, is none") {
    CHECK(days_of("DTSTART:20261225T090000Z\r\nDTEND:20261225T120000Z\r\n").empty());
    CHECK(days_of("DTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n").empty());
    CHECK(days_of("SUMMARY:no start\r\n").empty());
}

TEST_CASE("an event may recur") {
    const auto christmas = days_of("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20231225\r\n");
    CHECK(christmas.contains(2020y / December / 25));
    CHECK(!christmas.contains(2023y / December / 25));
    CHECK(*christmas.rbegin() == 2100y / December / 25);
    const auto monday = days_of("DTSTART;VALUE=DATE:20260831\r\nRRULE:FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO;COUNT=2\r\n");
    CHECK(monday == std::set<Day>{2026y / August / 31, 2027y / August / 30});
    CHECK(days_of("DTSTART;VALUE=DATE:20261225\r\nRDATE;VALUE=DATE:20261228,20261229\r\n").size() == 3);
}

TEST_CASE("what is no calendar, or without end, is refused") {
    CHECK_THROWS_WITH_AS(holidays_from_ical("holidays", "h.ics"), "h.ics: is not an iCalendar file", Error);
    CHECK_THROWS_AS(holidays_from_ical("", "h.ics"), Error);
    CHECK_THROWS_AS(holidays_from_ical("BEGIN:VEVENT\r\nEND:VEVENT\r\n", "h.ics"), Error);
    CHECK_THROWS_AS(days_of("DTSTART;VALUE=DATE:19000101\r\nRRULE:FREQ=DAILY\r\n"), Error);
    CHECK_THROWS_AS(days_of("DTSTART;VALUE=DATE:19000101\r\nRRULE:FREQ=SECONDLY\r\n"), Error);
    CHECK_THROWS_AS(days_of("DTSTART;VALUE=DATE:19000101\r\nDTEND;VALUE=DATE:20990101\r\n"), Error);
}

TEST_CASE("rules that would take long are refused at once") {
    const std::string daily = "DTSTART;VALUE=DATE:20000101\r\nRRULE:FREQ=DAILY;COUNT=9999\r\n";
    const std::string next = "END:VEVENT\r\nBEGIN:VEVENT\r\n";
    std::string many = daily, long_events = "DTSTART;VALUE=DATE:20000101\r\nDTEND;VALUE=DATE:20110101\r\n";
    for (int i = 0; i < 200; ++i) many += next + daily;
    CHECK_THROWS_WITH_AS(days_of(many), "holidays.ics: its events recur too often", Error);
    const auto one = long_events;
    for (int i = 0; i < 300; ++i) long_events += next + one;
    CHECK_THROWS_WITH_AS(days_of(long_events), "holidays.ics: its events recur too often", Error);
    const std::string within_a_day = "holidays.ics: an all-day event recurs within a day";
    for (const std::string part : {"BYHOUR=0,1,2", "BYMINUTE=0,1", "BYSECOND=0,1"})
        CHECK_THROWS_WITH_AS(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY;UNTIL=20400101;" + part + "\r\n"),
                             within_a_day.c_str(), Error);
    CHECK_THROWS_AS(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYWEEKNO=20\r\n"), Error);
    CHECK(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n").size() == 1);
}

TEST_CASE("a line that libical would take seconds for is refused") {
    std::string parameters = "DTSTART;VALUE=DATE:20261225\r\nSUMMARY";
    for (int i = 0; i < 1000; ++i) parameters += ";X-A=1";
    CHECK(days_of(parameters + ":Christmas\r\n").size() == 1);
    for (int i = 0; i < 3000; ++i) parameters += "\r\n ;X-A=1";
    CHECK_THROWS_WITH_AS(days_of(parameters + ":Christmas\r\n"), "holidays.ics: has a line of more than 16 KiB", Error);
}

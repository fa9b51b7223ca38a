#include "core/time/zone.hpp"

#include <doctest/doctest.h>

#include "core/base/text.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

Zone zone(const std::string& name) {
    const auto found = Zone::named(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
}

std::string clock(const std::string& name, const std::string& at) { return shown(zone(name), *instant_from(at)); }

std::string instant(const std::string& name, Day day, int hour, int minute) {
    return to_text(zone(name).instant(day, hour, minute));
}

}  // namespace

TEST_CASE("the clocks of a zone show its own time") {
    CHECK(clock("UTC", "2026-07-01T12:00Z") == "2026-07-01 12:00");
    CHECK(clock("Europe/London", "2026-07-01T23:30Z") == "2026-07-02 00:30");
    CHECK(clock("Asia/Kathmandu", "2026-01-01T18:15Z") == "2026-01-02 00:00");
    CHECK(clock("Australia/Lord_Howe", "2026-01-01T12:00Z") == "2026-01-01 23:00");
    CHECK(clock("Australia/Lord_Howe", "2026-07-01T12:00Z") == "2026-07-01 22:30");
    CHECK(clock("America/Sao_Paulo", "2026-01-01T12:00Z") == "2026-01-01 09:00");
    CHECK(clock("America/Sao_Paulo", "2018-12-01T12:00Z") == "2018-12-01 10:00");
}

TEST_CASE("Casablanca puts its clocks back for Ramadan") {
    CHECK(clock("Africa/Casablanca", "2026-02-01T12:00Z") == "2026-02-01 13:00");
    CHECK(clock("Africa/Casablanca", "2026-03-01T12:00Z") == "2026-03-01 12:00");
    CHECK(clock("Africa/Casablanca", "2026-04-01T12:00Z") == "2026-04-01 13:00");
}

TEST_CASE("summer time does not end with the table of the zone file") {
    CHECK(clock("Europe/London", "2050-07-01T12:00Z") == "2050-07-01 13:00");
    CHECK(clock("Europe/London", "2050-01-01T12:00Z") == "2050-01-01 12:00");
    CHECK(instant("America/New_York", 2050y / July / 1, 9, 0) == "2050-07-01T13:00:00.000Z");
}

TEST_CASE("seconds and the offset belong to the time of a zone") {
    const auto local = zone("Asia/Kathmandu").local(*instant_from("2026-11-20T09:14:03.999Z"));
    CHECK(local == Local{2026y / November / 20, 14, 59, 3, seconds(20'700)});
}

TEST_CASE("a time in spring's gap is the moment of the change") {
    CHECK(instant("Europe/London", 2026y / March / 29, 0, 59) == "2026-03-29T00:59:00.000Z");
    CHECK(instant("Europe/London", 2026y / March / 29, 1, 0) == "2026-03-29T01:00:00.000Z");
    CHECK(instant("Europe/London", 2026y / March / 29, 1, 30) == "2026-03-29T01:00:00.000Z");
    CHECK(instant("Europe/London", 2026y / March / 29, 2, 0) == "2026-03-29T01:00:00.000Z");
    CHECK(instant("Australia/Lord_Howe", 2026y / October / 4, 2, 15) == "2026-10-03T15:30:00.000Z");
}

TEST_CASE("a time that autumn shows twice is the first of the two") {
    CHECK(instant("Europe/London", 2026y / October / 25, 1, 30) == "2026-10-25T00:30:00.000Z");
    CHECK(instant("Europe/London", 2026y / October / 25, 2, 0) == "2026-10-25T02:00:00.000Z");
    CHECK(instant("Australia/Lord_Howe", 2026y / April / 5, 1, 45) == "2026-04-04T14:45:00.000Z");
}

TEST_CASE("a day and a month begin at their first instant") {
    CHECK(to_text(zone("Europe/London").start(2026y / July)) == "2026-06-30T23:00:00.000Z");
    CHECK(to_text(zone("Asia/Kathmandu").start(2026y / January / 1)) == "2025-12-31T18:15:00.000Z");
    // Where summer time begins at midnight there is none.
    CHECK(to_text(zone("America/Sao_Paulo").start(2018y / November / 4)) == "2018-11-04T03:00:00.000Z");
    CHECK(to_text(zone("America/Asuncion").start(2017y / October)) == "2017-10-01T04:00:00.000Z");
    // Samoa left out a whole day.
    CHECK(to_text(zone("Pacific/Apia").start(2011y / December / 30)) == "2011-12-30T10:00:00.000Z");
}

TEST_CASE("the month of an instant is that of the zone") {
    CHECK(zone("Europe/London").month(*instant_from("2026-06-30T23:00Z")) == 2026y / July);
    CHECK(zone("America/Sao_Paulo").month(*instant_from("2026-07-01T02:59Z")) == 2026y / June);
}

TEST_CASE("zones are equal by name") {
    CHECK(zone("Europe/London") == zone("Europe/London"));
    CHECK(zone("Europe/London") != zone("Europe/Paris"));
    CHECK(Zone::utc() == zone("UTC"));
}

TEST_CASE("what is no name of the database is no zone") {
    const auto texts = split(
        "|Europe/Londn|europe|Europe|../etc/localtime|Europe/../../x|/etc/localtime|..|localtime|posixrules|"
        "libc:localtime|file:Europe/London|Fixed/UTC+01:00:00|tzdata.zi|zone.tab|Europe/London\n|Europe/Lon don|"
        "$HOME|EST5EDT,M3.2.0,M11.1.0",
        '|');
    for (const std::string_view name : texts) CHECK_MESSAGE(!Zone::named(std::string(name)), name);
    CHECK(!Zone::named(std::string("UTC\0x", 5)));
    CHECK(!Zone::named(std::string(10'000, 'x')));
}

TEST_CASE("a time that the clocks show twice has a last instant, too") {
    const auto london = zone("Europe/London");
    CHECK(to_text(london.instant(2026y / October / 25, 1, 30)) == "2026-10-25T00:30:00.000Z");
    CHECK(to_text(london.last_instant(2026y / October / 25, 1, 30)) == "2026-10-25T01:30:00.000Z");
    CHECK(to_text(london.last_instant(2026y / March / 29, 1, 30)) == "2026-03-29T01:00:00.000Z");
    CHECK(to_text(london.last_instant(2026y / March / 28, 1, 30)) == "2026-03-28T01:30:00.000Z");
}

TEST_CASE("the clocks of a zone are steady from one change to the next") {
    const auto summer = zone("Europe/London").steady(*instant_from("2026-03-29T01:00Z"));
    CHECK(to_text(summer.from) == "2026-03-29T01:00:00.000Z");
    CHECK(to_text(summer.until) == "2026-10-25T01:00:00.000Z");
    CHECK(summer.offset == hours(1));
    CHECK(zone("Europe/London").steady(*instant_from("2026-03-29T00:59:59.999Z")).until == summer.from);
    CHECK(zone("Europe/London").steady(summer.until).from == summer.until);
    CHECK(Zone::utc().steady(summer.from).until > sys_days(9999y / December / 31));
}

TEST_CASE("an instant is written with the offset of its zone") {
    CHECK(zoned_text(zone("Europe/London"), *instant_from("2026-07-01T08:14Z")) == "2026-07-01T09:14:00+01:00");
    CHECK(zoned_text(zone("Asia/Kathmandu"), *instant_from("2026-07-01T18:30:01.250Z")) == "2026-07-02T00:15:01.250+05:45");
    CHECK(zoned_text(zone("America/St_Johns"), *instant_from("2026-01-01T12:00Z")) == "2026-01-01T08:30:00-03:30");
    CHECK(zoned_text(Zone::utc(), *instant_from("2026-01-01T12:00Z")) == "2026-01-01T12:00:00+00:00");
}

#include "core/clock/due.hpp"

#include "core/contract/clock_rules.hpp"
#include "core/time/length.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;

namespace {

Calendar weekdays(std::string name, const std::string& zone, const char* from, const char* to) {
    Calendar calendar{std::move(name), samples::zone(zone), {}, {}, {}};
    for (std::size_t i = 0; i < 5; ++i) calendar.week[i] = {{*minutes_from(from), *minutes_from(to)}};
    return calendar;
}

Calendar eastern() { return weekdays("et", "America/New_York", "9:00", "17:00"); }
Calendar uk() { return weekdays("uk", "Europe/London", "8:00", "18:00"); }

/// What the clocks of the calendar show when it is due: `Fri 20 17:00`.
std::string due_by(std::string_view target, const Calendar& calendar, std::string_view start, const Policy& policy = {},
                   const std::vector<Period>& pauses = {}) {
    const auto found = due(target_from(target).value(), calendar, at(start), policy, pauses);
    return found ? shown(calendar.zone, *found) : "";
}

Policy with(const Calendar& desks) {
    Policy policy;
    policy.calendar = desks.name;
    policy.calendars = {always(desks.zone), desks};
    return policy;
}

}  // namespace

TEST_CASE("A9: half an hour from a quarter to five on Friday is up on Monday morning") {
    const auto office = weekdays("office", "Europe/London", "8:30", "17:00");
    CHECK(due_by("30 minutes", office, "2026-11-20T16:45Z") == "2026-11-23 08:45");
}

TEST_CASE("C4: on a desk that never closes, two hours of a Saturday night end on Sunday") {
    CHECK(due_by("2 hours", always(samples::zone("Australia/Sydney")), "2026-11-21T12:00Z") == "2026-11-22 01:00");
}

TEST_CASE("D4: plain hours on Saturday night, and eight of them across a change of the clocks") {
    const auto day_and_night = always(samples::zone("Europe/London"));
    CHECK(due_by("1 hour", day_and_night, "2026-11-21T23:30Z") == "2026-11-22 00:30");
    CHECK(due_by("8 hours", day_and_night, "2026-11-21T23:30Z") == "2026-11-22 07:30");
    CHECK(due(*target_from("8 hours"), day_and_night, at("2026-10-24T22:30Z"), {}, {}) == at("2026-10-25T06:30Z"));
    CHECK(due_by("8 hours", day_and_night, "2026-10-24T22:30Z") == "2026-10-25 06:30");
    CHECK(due_by("8 hours", day_and_night, "2026-03-28T23:30Z") == "2026-03-29 08:30");
}

TEST_CASE("D7: 24 business hours are two days and four hours of ten") {
    CHECK(due_by("3 business hours", uk(), "2026-11-23T09:00Z") == "2026-11-23 12:00");
    CHECK(due_by("24 business hours", uk(), "2026-11-23T09:00Z") == "2026-11-25 13:00");
}

TEST_CASE("D20, D24: what comes in on Sunday night begins to count at the next opening") {
    CHECK(due_by("3 business hours", uk(), "2026-11-22T02:00Z") == "2026-11-23 11:00");
}

TEST_CASE("D23: eight o'clock of GMT is nine o'clock of the summer's clocks") {
    const auto gmt = weekdays("gmt", "Etc/GMT", "8:00", "18:00");
    CHECK(due(*target_from("1 hour"), gmt, at("2026-07-06T06:00Z"), {}, {}) == at("2026-07-06T09:00Z"));
    CHECK(due(*target_from("1 hour"), uk(), at("2026-07-06T06:00Z"), {}, {}) == at("2026-07-06T08:00Z"));
}

TEST_CASE("business time goes by the desk's calendar where the table's is always") {
    const auto policy = with(uk());
    CHECK(due_by("3 business hours", always(policy.zone), "2026-11-20T17:00Z", policy) == "2026-11-23 10:00");
    CHECK(due_by("3 hours", always(policy.zone), "2026-11-20T17:00Z", policy) == "2026-11-20 20:00");
    CHECK(due_by("3 business hours", eastern(), "2026-11-20T17:00Z", policy) == "2026-11-20 15:00");
}

TEST_CASE("B5, B7: what comes in while the desk is open is due at that day's close") {
    CHECK(due_by("same business day", eastern(), "2026-11-20T14:00Z") == "2026-11-20 17:00");
    CHECK(due_by("same business day", eastern(), "2026-11-20T21:59Z") == "2026-11-20 17:00");
    CHECK(due_by("same business day", eastern(), "2026-11-20T22:00Z") == "2026-11-20 17:00");
}

TEST_CASE("B6, B8: what comes in outside the hours is due at the close of the next business day") {
    CHECK(due_by("same business day", eastern(), "2026-11-21T15:00Z") == "2026-11-23 17:00");
    CHECK(due_by("same business day", eastern(), "2026-11-20T22:00:00.001Z") == "2026-11-23 17:00");
    auto calendar = eastern();
    calendar.holidays.insert(*day_from("2026-11-23"));
    CHECK(due_by("same business day", calendar, "2026-11-21T15:00Z") == "2026-11-24 17:00");
}

TEST_CASE("B6: a report of seven in the morning belongs to that day, or by the other rule to the next") {
    Policy policy;
    CHECK(due_by("same business day", eastern(), "2026-11-24T12:00Z", policy) == "2026-11-24 17:00");
    policy.clock->before_open_is_same_day = false;
    CHECK(due_by("same business day", eastern(), "2026-11-24T12:00Z", policy) == "2026-11-25 17:00");
    CHECK(due_by("same business day", eastern(), "2026-11-24T14:00Z", policy) == "2026-11-24 17:00");
    CHECK(due_by("same business day", eastern(), "2026-11-21T12:00Z", policy) == "2026-11-23 17:00");
}

TEST_CASE("the next business day is over at the close of the first working day after the day") {
    CHECK(due_by("next business day", eastern(), "2026-11-20T14:00Z") == "2026-11-23 17:00");
    CHECK(due_by("next business day", eastern(), "2026-11-22T14:00Z") == "2026-11-23 17:00");
}

TEST_CASE("B25: two working days are over at the close of the second one after the day of receipt, or at the same time of it") {
    Policy policy;
    CHECK(due_by("2 working days", eastern(), "2026-11-20T16:00Z", policy) == "2026-11-24 17:00");
    CHECK(due_by("2 working days", eastern(), "2026-11-21T16:00Z", policy) == "2026-11-24 17:00");
    policy.clock->working_days = WorkingDays::same_time;
    CHECK(due_by("2 working days", eastern(), "2026-11-20T16:00Z", policy) == "2026-11-24 11:00");
    CHECK(due_by("3 working days", eastern(), "2026-11-20T16:00Z", policy) == "2026-11-25 11:00");
}

TEST_CASE("E15: the next morning is that of the first working day after the day of receipt") {
    Policy policy;
    CHECK(due_by("next morning", eastern(), "2026-11-20T14:00Z", policy) == "2026-11-23 09:00");
    CHECK(due_by("next morning", always(samples::zone("America/New_York")), "2026-11-20T14:00Z", policy) == "2026-11-21 09:00");
    policy.clock->morning = Minutes(10 * 60 + 30);
    CHECK(due_by("next morning", eastern(), "2026-11-20T14:00Z", policy) == "2026-11-23 10:30");
}

TEST_CASE("the open time of a pause is added, whatever the form of the target") {
    const std::vector<Period> pauses{{at("2026-11-23T10:00Z"), at("2026-11-23T12:00Z")}};
    CHECK(due_by("3 business hours", uk(), "2026-11-23T09:00Z", {}, pauses) == "2026-11-23 14:00");
    CHECK(due_by("same business day", uk(), "2026-11-23T09:00Z", {}, pauses) == "2026-11-24 10:00");
    CHECK(due_by("1 working day", uk(), "2026-11-23T09:00Z", {}, pauses) == "2026-11-25 10:00");
    CHECK(due_by("same business day", uk(), "2026-11-23T13:00Z", {}, pauses) == "2026-11-23 18:00");
}

TEST_CASE("nothing is due while its clock stands, although the desk has not opened") {
    const std::vector<Period> pauses{{at("2026-11-24T05:00Z"), at("2026-11-24T17:00Z")}};
    CHECK(due_by("next morning", eastern(), "2026-11-23T15:00Z", {}, {}) == "2026-11-24 09:00");
    CHECK(due_by("next morning", eastern(), "2026-11-23T15:00Z", {}, pauses) == "2026-11-24 12:00");
}

TEST_CASE("a promised day is over at its close, or at its end where the desk is closed") {
    CHECK(end_of(eastern(), *day_from("2026-12-01")) == at("2026-12-01T22:00Z"));
    CHECK(end_of(eastern(), *day_from("2026-12-05")) == at("2026-12-06T05:00Z"));
}

TEST_CASE("what the calendar does not reach is refused, and what is not reckoned is absent") {
    const Calendar closed{"closed", Zone::utc(), {}, {}, {}};
    for (const auto* text : {"1 hour", "2 working days", "same business day", "next business day", "next morning"})
        CHECK(samples::refusal([&] { due_by(text, closed, "2026-11-20T09:00Z"); }) ==
              "the calendar \"closed\" does not reach " + std::string(text) + " within three years");
    for (const auto* text : {"agreed", "next release", "none"}) CHECK(due_by(text, closed, "2026-11-20T09:00Z").empty());
}

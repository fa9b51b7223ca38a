#include "core/base/text.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/priority.hpp"
#include "tests/core/clock/clock.hpp"
#include "tests/dice.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

std::string stamp(const std::optional<Instant>& at) { return at ? " " + shown(samples::zone("Europe/London"), *at) : ""; }

std::string page(const Lines& lines) { return joined(lines, "\n"); }

std::string steps(const Judged& judged, const Ticket& ticket, std::size_t clock) {
    const auto judged_clocks = desk::clocks(ticket, Terms{judged.policy}, judged.when(ticket), Detail::steps);
    Lines all;
    for (const auto& step : judged_clocks.at(clock).steps)
        all.push_back(step.what + ": " + step.text + stamp(step.from) + stamp(step.until) +
                      (step.time ? " " + hours_text(std::chrono::floor<Seconds>(*step.time)) : ""));
    return page(all);
}

}  // namespace

TEST_CASE("C36: a clock can be checked with a pencil: start, target, calendar, every window, due") {
    Judged judged;
    judged.now = at("2026-11-23T09:00Z");
    CHECK(steps(judged, ticket_of("high", {replied("2026-11-20T11:00Z")}), 1) ==
          page({"start: opened by email 2026-11-20 09:00", "target: 24 business hours of priority.high",
                "calendar: office, Europe/London", "rule: counted while the calendar is open",
                "window: open 2026-11-20 09:00 2026-11-20 18:00 9:00", "window: open 2026-11-23 08:00 2026-11-23 18:00 10:00",
                "window: open 2026-11-24 08:00 2026-11-24 13:00 5:00", "due: due 2026-11-24 13:00",
                "result: running, left 14:00"}));
}

TEST_CASE("B9: every candidate is shown, and which of them holds") {
    Judged judged;
    judged.policy.channels = {{"email"}};
    judged.policy.channels[0].respond = goal("same business day");
    CHECK(steps(judged, ticket_of("medium", {replied("2026-11-20T19:00Z")}), 0) ==
          page({"start: opened by email 2026-11-20 09:00",
                "rule: stops at the first work or the first reply of a person or the resolution",
                "candidate: 1 working day of priority.medium 2026-11-23 18:00",
                "candidate: same business day of channel.email 2026-11-20 18:00",
                "rule: the earlier of priority.medium and channel.email applies", "target: same business day of channel.email",
                "calendar: office, Europe/London",
                "rule: the close of the day of receipt, or of the next working day when it is closed or over",
                "day: the day of receipt 2026-11-20 08:00 2026-11-20 18:00", "due: due 2026-11-20 18:00",
                "stop: reply 2026-11-20 19:00", "result: missed, over 0:00"}));
}

TEST_CASE("B25: the working days are counted one by one, and the rule is named") {
    Judged judged;
    judged.policy.calendars[1].holidays.insert(*day_from("2026-11-23"));
    CHECK(steps(judged, ticket_of("medium"), 1) ==
          page({"start: opened by email 2026-11-20 09:00", "target: 2 working days of priority.medium",
                "calendar: office, Europe/London",
                "rule: the close of the last of these working days; the first is the first after the day of receipt",
                "day: the day of receipt 2026-11-20 08:00 2026-11-20 18:00", "day: closed 2026-11-21 00:00 2026-11-22 00:00",
                "day: closed 2026-11-22 00:00 2026-11-23 00:00", "day: holiday 2026-11-23 00:00 2026-11-24 00:00",
                "day: working day 1 2026-11-24 08:00 2026-11-24 18:00", "day: working day 2 2026-11-25 08:00 2026-11-25 18:00",
                "due: due 2026-11-25 18:00", "result: running, left 28:30"}));
}

TEST_CASE("pauses and the time between resolution and reopening are shown") {
    Judged judged;
    judged.policy.clock->pause.resolve = {"client"};
    judged.policy.clock->reopen.resolve = false;
    judged.now = at("2026-11-24T09:00Z");
    const auto ticket = ticket_of(
        "critical", {waits_for("2026-11-20T10:00Z", "client"), resumed("2026-11-20T11:00Z"),
                     prioritised("2026-11-20T17:30Z", "high"), resolved_by("2026-11-20T19:00Z"), reopened("2026-11-23T10:00Z")});
    CHECK(
        steps(judged, ticket, 2) ==
        page({"start: opened by email 2026-11-20 09:00", "target: 24 business hours of priority.high",
              "pause: waiting for client 2026-11-20 10:00 2026-11-20 11:00 1:00",
              "pause: resolved until reopened 2026-11-20 19:00 2026-11-23 10:00 2:00", "calendar: office, Europe/London",
              "rule: counted while the calendar is open", "window: open 2026-11-20 09:00 2026-11-20 10:00 1:00",
              "window: open 2026-11-20 11:00 2026-11-20 18:00 7:00", "window: open 2026-11-23 10:00 2026-11-23 18:00 8:00",
              "window: open 2026-11-24 08:00 2026-11-24 16:00 8:00", "due: due 2026-11-24 16:00", "result: running, left 7:00"}));
}

TEST_CASE("each promise is shown with what it was counted from and what became of it, and what had no effect") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    auto by_rule = event("2026-11-20T14:30Z", did::Prioritise{"critical", "high", "", "", "near 80 % resolve"});
    by_rule.by = "desk";
    const auto ticket = ticket_of(
        "high", {prioritised("2026-11-20T11:30Z", "critical"), by_rule, replied("2026-11-20T11:45Z"),
                 prioritised("2026-11-20T14:50Z", "low"), event("2026-11-20T14:55Z", did::Edit{"client", "acme", "blue"})});
    CHECK(steps(judged, ticket, 0) ==
          page({"start: opened by email 2026-11-20 09:00",
                "rule: stops at the first work or the first reply of a person or the resolution",
                "promise: high, howto: 3 business hours of priority.high, due 2026-11-20 12:00; replaced 2026-11-20 09:00",
                "promise: critical, howto: 3 business hours of priority.high, promised before, due 2026-11-20 12:00; met "
                "2026-11-20 11:30",
                "promise: low, howto; without effect: it had been decided, or had stopped 2026-11-20 14:50",
                "target: 3 business hours of priority.high", "calendar: office, Europe/London",
                "rule: counted while the calendar is open", "window: open 2026-11-20 09:00 2026-11-20 12:00 3:00",
                "due: due 2026-11-20 12:00", "stop: reply 2026-11-20 11:45",
                "correction: client corrected from acme to blue 2026-11-20 14:55", "result: met, left 0:15"}));
    CHECK(steps(judged, ticket, 1).find("no-effect: raised to high by a rule: the promise stays 2026-11-20 14:30") !=
          std::string::npos);
}

TEST_CASE("what has no due time says why, and what is missing") {
    const Judged judged;
    CHECK(steps(judged, ticket_of(""), 1) == page({"start: opened by email 2026-11-20 09:00", "result: no priority yet"}));
    CHECK(steps(judged, ticket_of("low"), 1) ==
          page({"start: opened by email 2026-11-20 09:00", "target: next release of priority.low",
                "result: still missing: workaround, date"}));
}

TEST_CASE("the windows add up to the target, pauses or none") {
    Dice dice(20261124);
    Judged judged;
    judged.policy.clock->pause.resolve = {"client"};
    for (int i = 0; i < 300; ++i) {
        const auto target = Target{Target::Form::business_time, Seconds(1 + dice.number(200'000)), 0};
        judged.policy.priorities[1].targets.resolve = Goal{Goal::Join::all, {target}};
        const auto wait = at("2026-11-20T09:00Z") + Minutes(dice.number(4000));
        auto ticket = ticket_of("high");
        append(ticket, {wait, "sam", did::Wait{"client", "", {}}, {}});
        append(ticket, {wait + Minutes(dice.number(3000)), "sam", did::Resume{}, {}});
        judged.now = wait + Minutes(3000);
        const auto clock = desk::clocks(ticket, Terms{judged.policy}, judged.now, Detail::steps).at(1);
        Milliseconds sum{0};
        for (const auto& step : clock.steps)
            if (step.what == "window") sum += *step.time;
        CHECK(sum == target.time);
    }
}

TEST_CASE("what is left is open time, and negative when it is over") {
    Judged judged;
    const auto clock = judged.clock(ticket_of("high"), Measure::resolve);
    CHECK(left(clock, at("2026-11-20T17:00Z")) == Minutes(16 * 60));
    CHECK(left(clock, at("2026-11-22T17:00Z")) == Minutes(15 * 60));
    CHECK(left(clock, at("2026-11-24T13:00Z")) == Minutes(0));
    CHECK(left(clock, at("2026-11-25T09:00Z")) == Minutes(-6 * 60));
    CHECK(left(judged.clock(ticket_of("high", {resolved_by("2026-11-20T10:00Z")}), Measure::resolve), at("2026-12-01T09:00Z")) ==
          Minutes(23 * 60));
    CHECK_FALSE(left(judged.clock(ticket_of(""), Measure::resolve), judged.now));
}

TEST_CASE("C16: how much of the time is used up can be told to the percent, and rises") {
    Judged judged;
    judged.policy.clock->pause.resolve = {"client"};
    const auto ticket = ticket_of("high", {waits_for("2026-11-20T09:15Z", "client"), resumed("2026-11-20T09:20:00.250Z")});
    for (const auto measure : {Measure::respond, Measure::resolve}) {
        const auto clock = judged.clock(ticket, measure);
        CHECK(used_up(clock, 0) == clock.start);
        CHECK(used_up(clock, 100) == clock.due);
        for (int percent = 1; percent <= 120; ++percent) CHECK(*used_up(clock, percent) > *used_up(clock, percent - 1));
    }
    CHECK(used_up(judged.clock(ticket_of("critical"), Measure::resolve), 80) == at("2026-11-20T15:24Z"));
    CHECK(used_up(judged.clock(ticket_of("high"), Measure::resolve), 80) == at("2026-11-24T08:12Z"));
    CHECK_FALSE(used_up(judged.clock(ticket_of(""), Measure::resolve), 80));
}

#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/update_rules.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;

// The first priority, and the first kind, of a ticket hold from its opening.

namespace {

Judged with_channel() {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    judged.policy.channels = {{"email"}};
    judged.policy.channels[0].respond = goal("6 hours");
    return judged;
}

}  // namespace

TEST_CASE("what was met before the first priority was known stays met, and is counted under it") {
    const auto clock = with_channel().clock(
        ticket_of("", {replied("2026-11-20T11:00Z"), prioritised("2026-11-20T12:00Z", "critical")}), Measure::respond);
    CHECK(line(clock) == "respond 1: met, 6 hours of channel.email, due 2026-11-20 15:00, stopped 2026-11-20 11:00");
    CHECK(clock.priority == "critical");
}

TEST_CASE("what was met before the first kind was known stays met where that kind goes by a date") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    auto ticket = ticket_of("critical", {resolved_by("2026-11-20T11:00Z"), turned_into("2026-11-20T12:00Z", "change")});
    std::get<did::Open>(samples::recorded(ticket).front().what).kind.clear();
    CHECK(judged.resolution(ticket) ==
          "resolve 1: met, 8 hours of priority.critical, due 2026-11-20 17:00, stopped 2026-11-20 11:00");
}

TEST_CASE("what had stopped without a promise is missed where the first priority had promised less") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto ticket = ticket_of("", {replied("2026-11-20T11:00Z"), prioritised("2026-11-20T12:00Z", "critical")});
    CHECK(judged.response(ticket) ==
          "respond 1: missed, 1 hour of priority.critical, due 2026-11-20 10:00, stopped 2026-11-20 11:00");
}

TEST_CASE("what was missed before the first priority was known is counted under it") {
    auto judged = with_channel();
    judged.now = at("2026-11-20T17:00Z");
    const auto clock = judged.clock(ticket_of("", {prioritised("2026-11-20T16:00Z", "low")}), Measure::respond);
    CHECK(line(clock) == "respond 1: late, 6 hours of channel.email, due 2026-11-20 15:00");
    CHECK(clock.priority == "low");
}

TEST_CASE("the first word to the client is counted under the first priority and the first kind") {
    Judged judged;
    judged.policy.updates->every = target_from("8 hours");
    auto ticket = ticket_of("", {prioritised("2026-11-20T09:00:00.001Z", "high"), replied("2026-11-20T10:00Z")});
    const auto words = updates(ticket, Terms{judged.policy}, at("2026-11-20T11:00Z"));
    REQUIRE(words.size() == 2);
    CHECK(words[0].priority == "high");
    CHECK(words[1].priority == "high");
}

TEST_CASE("what was missed before the first kind was known stays missed, although that kind lets less stop it") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    judged.policy.clock->response = {Response::work};
    judged.policy.kinds.push_back({"project", "", true, {}, {Response::reply}, {}});
    const auto of_kind = [&](std::string_view when) {
        auto made = ticket_of("critical", {replied("2026-11-20T09:30Z"), turned_into(when, "project")});
        std::get<did::Open>(samples::recorded(made).front().what).kind.clear();
        return judged.response(made);
    };
    CHECK(of_kind("2026-11-20T11:00Z") ==
          "respond 1: missed, 1 hour of priority.critical, due 2026-11-20 10:00, stopped 2026-11-20 11:00");
    CHECK(of_kind("2026-11-20T09:45Z") ==
          "respond 1: met, 1 hour of priority.critical, due 2026-11-20 10:00, stopped 2026-11-20 09:30");
}

TEST_CASE("a reopening does not date back when a next release was given") {
    Judged judged;
    judged.now = at("2026-11-23T15:00Z");
    auto ticket = ticket_of("low", {resolved_by("2026-11-20T11:00Z", "workaround"), promised("2026-11-20T14:00Z", "2026-12-18")});
    CHECK(judged.clock(ticket, Measure::resolve).decided == at("2026-11-20T14:00Z"));
    append(ticket, reopened("2026-11-23T10:00Z"));
    CHECK(judged.clock(ticket, Measure::resolve).decided == at("2026-11-20T14:00Z"));
}

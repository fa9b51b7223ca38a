#include "tests/core/clock/clock.hpp"

#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/kind.hpp"
#include "tests/dice.hpp"

using namespace desk;
using namespace desk::samples;
using State = Clock::State;

TEST_CASE("A20: a priority without a target shows that the contract gives none, and so does a ticket without a priority") {
    Judged judged;
    judged.policy.priorities[2].targets = {};
    CHECK(judged.lines(ticket()) == Lines{"respond 1: none (no target (the contract gives none))",
                                          "resolve 1: none (no target (the contract gives none))"});
    CHECK(judged.response(ticket_of("")) == "respond 1: none (no priority yet)");
    CHECK(judged.response(ticket_of("urgent")) == "respond 1: none (the policy has no priority urgent)");
    judged.policy.priorities[2].targets = targets("", "none", "none");
    CHECK(judged.response(ticket()) == "respond 1: none (no target), none of priority.medium");
    CHECK_FALSE(is_breached(judged.clocks(ticket())));
    CHECK(next_due(judged.clocks(ticket())) == nullptr);
}

TEST_CASE("D7: the clocks of high run on the desk's hours, those of critical day and night") {
    const Judged judged;
    CHECK(judged.lines(ticket_of("high")) ==
          Lines{"respond 1: running, 3 business hours of priority.high, due 2026-11-20 12:00",
                "resolve 1: running, 24 business hours of priority.high, due 2026-11-24 13:00"});
    CHECK(judged.lines(ticket_of("critical")) == Lines{"respond 1: running, 1 hour of priority.critical, due 2026-11-20 10:00",
                                                       "resolve 1: running, 8 hours of priority.critical, due 2026-11-20 17:00"});
    CHECK(judged.clock(ticket_of("high"), Measure::respond).calendar->name == "office");
    CHECK(judged.clock(ticket_of("critical"), Measure::respond).calendar->name == "always");
    CHECK(next_due(judged.clocks(ticket_of("high")))->measure == Measure::respond);
}

TEST_CASE("B20: a response is the beginning of work, where the policy says so; a reply alone is none") {
    Judged judged;
    judged.policy.clock->response = {Response::work};
    judged.now = at("2026-11-20T14:00Z");
    const auto late = ticket_of("high", {replied("2026-11-20T10:00Z"), worked("2026-11-20T12:01Z", Minutes(30))});
    CHECK(judged.response(late) ==
          "respond 1: missed, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 12:01");
    const auto early = ticket_of("high", {worked("2026-11-20T11:50Z", Minutes(30))});
    CHECK(judged.clock(early, Measure::respond).stopped == at("2026-11-20T11:50Z"));
    const auto before_opening = ticket_of("high", {worked("2026-11-20T08:50Z", Minutes(30))});
    CHECK(judged.clock(before_opening, Measure::respond).stopped == at("2026-11-20T09:00Z"));
    CHECK(judged.clock(ticket_of("high", {replied("2026-11-20T10:00Z")}), Measure::respond).state == State::late);
}

TEST_CASE("E13, E24: contact is a reply of a person; E14: an acknowledgement may be automatic") {
    Judged judged;
    judged.policy.clock->response = {Response::reply};
    judged.policy.kinds.push_back({"project", "", true, {}, {Response::acknowledgement}, {}});
    const std::vector<Event> answers{replied("2026-11-20T09:01Z", true), replied("2026-11-20T11:00Z")};
    CHECK(judged.clock(ticket_of("high", answers), Measure::respond).stopped == at("2026-11-20T11:00Z"));
    auto project = ticket_of("high", answers);
    append(project, turned_into("2026-11-20T11:30Z", "project"));
    CHECK(judged.clock(project, Measure::respond).stopped == at("2026-11-20T11:00Z"));
    auto turned = ticket_of("high", {replied("2026-11-20T09:01Z", true), turned_into("2026-11-20T11:30Z", "project")});
    CHECK(judged.clock(turned, Measure::respond).stopped == at("2026-11-20T11:30Z"));
    std::get<did::Open>(samples::recorded(turned).front().what).kind.clear();
    CHECK(judged.clock(turned, Measure::respond).stopped == at("2026-11-20T09:01Z"));
}

TEST_CASE("a resolution and a closing always stop the response") {
    Judged judged;
    judged.policy.clock->response = {Response::work};
    CHECK(judged.clock(ticket_of("high", {resolved_by("2026-11-20T10:00Z")}), Measure::respond).stopped ==
          at("2026-11-20T10:00Z"));
    const auto closed = ticket_of("high", {closed_at("2026-11-20T13:00Z")});
    CHECK(judged.lines(closed) ==
          Lines{"respond 1: missed, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 13:00",
                "resolve 1: none (closed without a resolution), 24 business hours of priority.high, stopped 2026-11-20 13:00"});
    CHECK(is_breached(judged.clocks(closed)));
}

TEST_CASE("late means later than due") {
    Judged judged;
    judged.now = at("2026-11-20T12:00Z");
    CHECK(judged.clock(ticket_of("high"), Measure::respond).state == State::running);
    judged.now += Milliseconds(1);
    CHECK(judged.clock(ticket_of("high"), Measure::respond).state == State::late);
    CHECK(is_breached(judged.clocks(ticket_of("high"))));
    CHECK(judged.clock(ticket_of("high", {replied("2026-11-20T12:00Z")}), Measure::respond).state == State::met);
}

TEST_CASE("E12, B9: the channel's target stands beside the priority's, and the policy says which holds") {
    Judged judged;
    judged.policy.channels = {{"email"}};
    judged.policy.channels[0].calendar = "always";
    judged.policy.channels[0].respond = goal("6 hours");
    CHECK(judged.response(ticket_of("high")) == "respond 1: running, 3 business hours of priority.high, due 2026-11-20 12:00");
    CHECK(judged.response(ticket_of("low")) == "respond 1: running, 6 hours of channel.email, due 2026-11-20 15:00");
    CHECK(judged.response(ticket_of("")) == "respond 1: running, 6 hours of channel.email, due 2026-11-20 15:00");
    CHECK(judged.resolution(ticket_of("")) == "resolve 1: none (no priority yet)");
    judged.policy.clock->earliest = false;
    CHECK(judged.response(ticket_of("high")) == "respond 1: running, 6 hours of channel.email, due 2026-11-20 15:00");
    judged.policy.priorities[1].targets.respond = goal("none");
    CHECK(judged.response(ticket_of("high")) == "respond 1: running, 6 hours of channel.email, due 2026-11-20 15:00");
}

TEST_CASE("E15: the next morning or 24 hours, whichever is later; all of them: whichever is earlier") {
    Judged judged;
    auto& resolve = judged.policy.priorities[0].targets.resolve;
    resolve = goal(Goal::Join::any, {"next morning", "24 hours"});
    CHECK(judged.resolution(ticket_of("critical")) ==
          "resolve 1: running, next morning or 24 hours of priority.critical, due 2026-11-21 09:00");
    resolve = goal(Goal::Join::any, {"next morning", "26 hours"});
    CHECK(judged.clock(ticket_of("critical"), Measure::resolve).due == at("2026-11-21T11:00Z"));
    resolve = goal(Goal::Join::all, {"next morning", "26 hours", "agreed"});
    CHECK(judged.clock(ticket_of("critical"), Measure::resolve).due == at("2026-11-21T09:00Z"));
}

TEST_CASE("C9: a new priority gives a new time, and what was missed under the former one stays missed") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto lowered = ticket_of("critical", {prioritised("2026-11-20T14:00Z", "medium")});
    CHECK(judged.lines(lowered) == Lines{"respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00",
                                         "resolve 1: running, 2 working days of priority.medium, due 2026-11-24 18:00"});
    CHECK(is_breached(judged.clocks(lowered)));
    const auto in_time = ticket_of("critical", {prioritised("2026-11-20T09:40Z", "medium")});
    CHECK_FALSE(is_breached(judged.clocks(in_time)));
}

TEST_CASE("a priority that comes after the clock has stopped changes nothing") {
    Judged judged;
    const auto answered = ticket_of("high", {replied("2026-11-20T11:00Z"), prioritised("2026-11-20T11:30Z", "critical")});
    CHECK(judged.clock(answered, Measure::respond).state == State::met);
    CHECK(judged.clock(answered, Measure::respond).from == "priority.high");
    CHECK(judged.clock(answered, Measure::resolve).from == "priority.critical");
}

TEST_CASE("what was said before there was a priority is judged by the first one") {
    const Judged judged;
    const auto answered = ticket_of("", {replied("2026-11-20T09:30Z"), prioritised("2026-11-20T10:30Z", "critical")});
    CHECK(judged.response(answered) ==
          "respond 1: met, 1 hour of priority.critical, due 2026-11-20 10:00, stopped 2026-11-20 09:30");
}

TEST_CASE("there and back again is one miss") {
    Judged judged;
    judged.now = at("2026-11-20T16:00Z");
    const auto ticket =
        ticket_of("critical", {prioritised("2026-11-20T11:00Z", "medium"), prioritised("2026-11-20T12:00Z", "critical")});
    CHECK(judged.response(ticket) == "respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00");
}

TEST_CASE("B33, B34: the kind's target takes the place of the priority's, and what was missed before stays missed") {
    Judged judged;
    judged.now = at("2026-11-20T18:00Z");
    const auto changed = ticket_of("critical", {turned_into("2026-11-20T17:30Z", "change")});
    CHECK(judged.resolution(changed) == "resolve 1: late, 8 hours of priority.critical, due 2026-11-20 17:00");
    CHECK(judged.resolution(ticket_of("critical", {turned_into("2026-11-20T16:30Z", "change")})) ==
          "resolve 1: unset (not yet agreed), agreed of kind.change");
    CHECK(judged.clock(changed, Measure::respond).from == "priority.critical");
}

TEST_CASE("B26: a negotiated date is not yet agreed until it is promised, and then binds until the close of the day") {
    Judged judged;
    auto ticket = ticket_of("low", {turned_into("2026-11-20T09:10Z", "change")});
    CHECK(judged.clock(ticket, Measure::resolve).missing == Lines{"date"});
    append(ticket, promised("2026-11-20T09:20Z", "2026-12-01"));
    CHECK(judged.resolution(ticket) == "resolve 1: running, agreed of kind.change, due 2026-12-01 18:00");
    judged.now = at("2026-12-02T09:00Z");
    CHECK(judged.clock(ticket, Measure::resolve).state == State::late);
    append(ticket, promised("2026-12-02T09:00Z", "2026-12-05", "resolve"));
    append(ticket, promised("2026-12-02T09:01Z", "2027-02-01", "fix"));
    CHECK(judged.resolution(ticket) == "resolve 1: late, agreed of kind.change, due 2026-12-01 18:00");
    CHECK(line(judged.clock(ticket, Measure::date)) == "date 1: running, date of promise.resolve, due 2026-12-06 00:00");
    append(ticket, resolved_by("2026-12-05T10:00Z"));
    CHECK(judged.clock(ticket, Measure::resolve).state == State::missed);
    CHECK(judged.clock(ticket, Measure::date).state == State::met);
}

TEST_CASE("what was resolved without the date that was to be agreed was never measured") {
    const Judged judged;
    const auto done = ticket_of("low", {turned_into("2026-11-20T09:10Z", "change"), resolved_by("2026-11-20T09:20Z")});
    CHECK(judged.resolution(done) == "resolve 1: none (stopped without: date), agreed of kind.change, stopped 2026-11-20 09:20");
}

TEST_CASE("E6: out of scope there is no target; C24: nor in a tier that the client runs") {
    Judged judged;
    const auto out = ticket_of("high", {event("2026-11-20T09:10Z", did::Scope{"out", "hardware"})});
    CHECK(judged.response(out) == "respond 1: excused (out of scope), 3 business hours of priority.high");
    CHECK_FALSE(is_breached(judged.clocks(out)));

    Client::Contract first_line;
    first_line.tiers = {1};
    Client client;
    client.name = "acme";
    const Terms terms{judged.policy, &client, &first_line};
    const auto over =
        ticket_of("high", {replied("2026-11-20T09:05Z"), event("2026-11-20T09:10Z", did::Escalate{1, 2, "", "", ""})});
    const auto clocks = desk::clocks(over, terms, judged.now);
    CHECK(clocks[0].state == State::met);
    CHECK(line(clocks[1]) == "resolve 1: excused (tier 2 is run by the client), 24 business hours of priority.high");
    client.broken = Problem{{"clients/acme.toml"}, "cannot be read"};
    CHECK(line(desk::clocks(ticket(), terms, judged.now)[0]) == "respond 1: none (clients/acme.toml cannot be read)");
}

TEST_CASE("what a clock that runs ahead has recorded has not happened yet") {
    const Judged judged;
    const auto ahead = ticket_of("high", {resolved_by("2027-11-20T10:00Z")});
    CHECK(line(clocks(ahead, Terms{judged.policy}, judged.now).back()) == judged.resolution(ticket_of("high")));
    CHECK(clocks(ticket_of("high", {resolved_by("2026-11-20T09:40Z")}), Terms{judged.policy}, judged.now).back().stopped);
}

TEST_CASE("what the calendar does not reach is no target, and says why") {
    Judged judged;
    judged.policy.calendars[1].week = {};
    CHECK(judged.response(ticket_of("high")) ==
          "respond 1: none (the calendar \"office\" does not reach 3 business hours within three years), 3 business hours of "
          "priority.high");
    CHECK(judged.clock(ticket_of("critical"), Measure::respond).state == State::running);
}

TEST_CASE("the clocks of any log can be judged, whatever stands in it") {
    Dice dice(20261124);
    Judged judged;
    judged.policy.clock->pause.resolve = {"client", "vendor"};
    for (int i = 0; i < 2000; ++i) {
        judged.policy.clock->reopen.resolve = dice.chance(2);
        judged.policy.clock->earliest = dice.chance(2);
        auto ticket = ticket_of(dice.chance(2) ? "low" : "high");
        for (int n = dice.number(12); n > 0; --n) append(ticket, dice.event());
        const auto all = desk::clocks(ticket, Terms{judged.policy}, judged.now);
        const auto told = desk::clocks(ticket, Terms{judged.policy}, judged.now, Detail::steps);
        REQUIRE(all.size() == told.size());
        for (std::size_t c = 0; c < all.size(); ++c) {
            CHECK(line(all[c]) == line(told[c]));
            CHECK(all[c].is_running() == (all[c].due && !all[c].stopped));
            CHECK(std::ranges::is_sorted(all, {}, &Clock::start));
        }
    }
}

TEST_CASE("a reply that was taken back stops no response, and one that was missed since is missed") {
    Judged judged;
    judged.policy.clock->response = {Response::reply};
    auto made = ticket_of("high", {replied("2026-11-20T09:30Z")});
    CHECK(judged.response(made) ==
          "respond 1: met, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 09:30");
    append(made, event("2026-11-20T13:00Z", did::Retract{at("2026-11-20T09:30Z"), "sam", "reply", "said to another"}));
    CHECK(judged.response(made) == "respond 1: late, 3 business hours of priority.high, due 2026-11-20 12:00");
    const auto steps = clocks(made, Terms{judged.policy}, at("2026-11-20T13:00Z"), Detail::steps).front().steps;
    const auto named = std::ranges::find(steps, std::string("correction"), &ExplainStep::what);
    REQUIRE(named != steps.end());
    CHECK(named->text == "took back the reply by sam of 2026-11-20 09:30: said to another");
}

TEST_CASE("work counts for the response from when it was really begun") {
    Judged judged;
    judged.policy.clock->response = {Response::work};
    auto made = ticket_of("high", {worked("2026-11-20T13:00Z", Minutes(30))});
    CHECK(judged.clock(made, Measure::respond).state == Clock::State::missed);
    did::Correct correct{at("2026-11-20T13:30Z"), "sam"};
    correct.began = at("2026-11-20T10:00Z");
    correct.why = "in the morning";
    append(made, event("2026-11-20T15:00Z", correct));
    CHECK(judged.response(made) ==
          "respond 1: met, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 10:00");
}

TEST_CASE("a wait that was taken back pauses nothing") {
    Judged judged;
    judged.policy.clock->pause.resolve = {"client"};
    auto made = ticket_of("critical", {waits_for("2026-11-20T09:30Z", "client"), resumed("2026-11-20T11:30Z")});
    CHECK(judged.clock(made, Measure::resolve).due == at("2026-11-20T19:00Z"));
    append(made, event("2026-11-20T12:00Z", did::Retract{at("2026-11-20T09:30Z"), "sam", "wait", "nobody was asked"}));
    CHECK(judged.clock(made, Measure::resolve).due == at("2026-11-20T17:00Z"));
}

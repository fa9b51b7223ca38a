#include "core/contract/clock_rules.hpp"
#include "core/contract/priority.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using State = Clock::State;

TEST_CASE("waiting stops the clocks only where the policy says so") {
    Judged judged;
    judged.now = at("2026-11-20T11:00Z");
    const auto waiting = ticket_of("high", {waits_for("2026-11-20T10:00Z", "client")});
    CHECK(judged.clock(waiting, Measure::respond).state == State::running);
    CHECK(judged.clock(waiting, Measure::respond).pauses.empty());
    judged.policy.clock->pause.resolve = {"client"};
    CHECK(judged.clock(waiting, Measure::respond).state == State::running);
    CHECK(judged.resolution(waiting) == "resolve 1: paused, 24 business hours of priority.high, due 2026-11-24 14:00");
    judged.policy.clock->pause = {{"client"}, {}};
    CHECK(judged.response(waiting) == "respond 1: paused, 3 business hours of priority.high, due 2026-11-20 13:00");
    CHECK(judged.clock(waiting, Measure::resolve).state == State::running);
    CHECK(judged.clock(ticket_of("high", {waits_for("2026-11-20T10:00Z", "vendor")}), Measure::respond).state == State::running);
}

TEST_CASE("a wait ends when work is resumed, the client is heard, another begins, or it is resolved") {
    Judged judged;
    judged.policy.clock->pause.resolve = {"client"};
    judged.now = at("2026-11-20T16:00Z");
    const auto pause_until = [&](const Event& event) {
        const auto clock = judged.clock(ticket_of("high", {waits_for("2026-11-20T10:00Z", "client"), event}), Measure::resolve);
        REQUIRE(clock.pauses.size() == 1);
        CHECK(clock.pauses[0].from == at("2026-11-20T10:00Z"));
        return shown(judged.policy.zone, clock.pauses[0].until).substr(11);
    };
    CHECK(pause_until(resumed("2026-11-20T11:00Z")) == "11:00");
    CHECK(pause_until(event("2026-11-20T11:01Z", did::Hear{"email", "Yes", ""})) == "11:01");
    CHECK(pause_until(waits_for("2026-11-20T11:02Z", "vendor")) == "11:02");
    CHECK(pause_until(resolved_by("2026-11-20T11:03Z")) == "11:03");
    CHECK(pause_until(closed_at("2026-11-20T11:04Z")) == "11:04");
    CHECK(pause_until(replied("2026-11-20T11:05Z")) == "16:00");
}

TEST_CASE("a vendor is waited for until work is resumed, whoever is heard") {
    const auto ticket =
        ticket_of("high", {waits_for("2026-11-20T10:00Z", "vendor"), event("2026-11-20T10:30Z", did::Hear{"email", "And?", ""}),
                           resumed("2026-11-20T11:00Z"), waits_for("2026-11-20T12:00Z", "client"), resumed("2026-11-20T12:10Z"),
                           waits_for("2026-11-20T13:00Z", "vendor")});
    CHECK(waits(ticket, at("2026-11-20T13:30Z")) == std::vector<Waited>{{"vendor", Minutes(90)}, {"client", Minutes(10)}});
}

TEST_CASE("a paused clock that is past due is late") {
    Judged judged;
    judged.policy.clock->pause.respond = {"client"};
    judged.now = at("2026-11-20T14:00Z");
    CHECK(judged.clock(ticket_of("high", {waits_for("2026-11-20T12:30Z", "client")}), Measure::respond).state == State::late);
}

TEST_CASE("C28: a reopening starts a new round with the full target, and the first stays on record") {
    Judged judged;
    judged.now = at("2026-11-25T10:00Z");
    const auto ticket =
        ticket_of("high", {resolved_by("2026-11-20T10:00Z"), closed_at("2026-11-20T11:00Z"), reopened("2026-11-25T09:00Z")});
    CHECK(judged.lines(ticket) ==
          Lines{"respond 1: met, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 10:00",
                "resolve 1: met, 24 business hours of priority.high, due 2026-11-24 13:00, stopped 2026-11-20 10:00",
                "resolve 2: running, 24 business hours of priority.high, due 2026-11-27 13:00"});
    CHECK(judged.clock(ticket, Measure::resolve, 2).start == at("2026-11-25T09:00Z"));
}

TEST_CASE("a reopening goes on with the clock where the policy says so; the time between is a pause") {
    Judged judged;
    judged.policy.clock->reopen.resolve = false;
    judged.now = at("2026-11-25T10:00Z");
    auto ticket =
        ticket_of("high", {resolved_by("2026-11-20T10:00Z"), closed_at("2026-11-20T11:00Z"), reopened("2026-11-25T09:00Z")});
    CHECK(judged.lines(ticket) ==
          Lines{"respond 1: met, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 10:00",
                "resolve 1: met, 24 business hours of priority.high, due 2026-11-24 13:00, stopped 2026-11-20 10:00",
                "resolve 2: running, 24 business hours of priority.high, due 2026-11-27 12:00"});
    CHECK(judged.clock(ticket, Measure::resolve, 2).pauses ==
          std::vector<Period>{{at("2026-11-20T10:00Z"), at("2026-11-25T09:00Z")}});
    append(ticket, resolved_by("2026-11-27T12:00:00.001Z"));
    CHECK(judged.clock(ticket, Measure::resolve, 2).state == State::missed);
    append(ticket, reopened("2026-11-28T09:00Z"));
    CHECK(judged.resolution(ticket, 3) == "resolve 3: none (missed before it was reopened: no promise)");
}

TEST_CASE("a date that was agreed before a reopening does not bind the new round") {
    Judged judged;
    judged.now = at("2026-12-02T10:00Z");
    auto ticket = ticket_of("low", {turned_into("2026-11-20T09:10Z", "change"), promised("2026-11-20T09:20Z", "2026-11-30"),
                                    resolved_by("2026-11-27T10:00Z"), reopened("2026-12-02T09:00Z")});
    CHECK(judged.resolution(ticket) == "resolve 1: met, agreed of kind.change, due 2026-11-30 18:00, stopped 2026-11-27 10:00");
    CHECK(judged.resolution(ticket, 2) == "resolve 2: unset (not yet agreed), agreed of kind.change");
    judged.policy.clock->reopen.resolve = false;
    append(ticket, promised("2026-12-02T09:30Z", "2026-12-04"));
    CHECK(judged.resolution(ticket, 2) == "resolve 2: running, agreed of kind.change, due 2026-12-04 18:00");
}

TEST_CASE("D10: a next release is met when a workaround is given and the date of the fix promised") {
    Judged judged;
    judged.now = at("2026-11-23T10:00Z");
    auto ticket = ticket_of("low");
    CHECK(judged.resolution(ticket) == "resolve 1: unset (still missing: workaround, date), next release of priority.low");
    CHECK(judged.clock(ticket, Measure::resolve).missing == Lines{"workaround", "date"});
    append(ticket, event("2026-11-20T11:00Z", did::Step{"workaround", "yes", "export as CSV"}));
    CHECK(judged.clock(ticket, Measure::resolve).missing == Lines{"date"});
    append(ticket, promised("2026-11-20T12:00Z", "2027-02-01", "fix"));
    CHECK(judged.lines(ticket) == Lines{"respond 1: running, 24 business hours of priority.low, due 2026-11-24 13:00",
                                        "resolve 1: met, next release of priority.low, stopped 2026-11-20 12:00",
                                        "fix 1: running, date of promise.fix, due 2027-02-01 18:00"});
    CHECK(judged.clock(ticket, Measure::fix).start == at("2026-11-20T12:00Z"));
    append(ticket, resolved_by("2026-11-21T12:00Z", "workaround"));
    CHECK(judged.clock(ticket, Measure::fix).state == State::running);
    append(ticket, reopened("2027-02-01T12:00Z"));
    append(ticket, resolved_by("2027-02-01T17:00Z", "fixed"));
    CHECK(judged.clock(ticket, Measure::fix).state == State::met);
}

TEST_CASE("D10: the workaround may come as the resolution, and after the promise") {
    Judged judged;
    judged.now = at("2026-11-23T10:00Z");
    const auto later =
        ticket_of("low", {promised("2026-11-20T12:00Z", "2027-02-01"), resolved_by("2026-11-20T14:00Z", "workaround")});
    CHECK(judged.resolution(later) == "resolve 1: met, next release of priority.low, stopped 2026-11-20 14:00");
    CHECK(judged.clock(later, Measure::fix).start == at("2026-11-20T12:00Z"));
    auto undated = ticket_of("low", {resolved_by("2026-11-20T14:00Z", "workaround")});
    CHECK(judged.resolution(undated) == "resolve 1: unset (still missing: date), next release of priority.low");
    append(undated, closed_at("2026-11-20T15:00Z"));
    CHECK(judged.resolution(undated) ==
          "resolve 1: none (stopped without: date), next release of priority.low, stopped 2026-11-20 15:00");
}

TEST_CASE("D14: an article will do as well, where the policy says so; a step that found none will not") {
    Judged judged;
    judged.policy.priorities[3].offers = {"workaround", "article"};
    CHECK(judged.clock(ticket_of("low"), Measure::resolve).missing == Lines{"workaround or article", "date"});
    const auto none = ticket_of("low", {event("2026-11-20T09:10Z", did::Step{"workaround", "no", ""})});
    CHECK(judged.clock(none, Measure::resolve).missing == Lines{"workaround or article", "date"});
    const auto article =
        ticket_of("low", {promised("2026-11-20T12:00Z", "2027-02-01"), resolved_by("2026-11-20T14:00Z", "article")});
    CHECK(judged.clock(article, Measure::resolve).state == State::met);
}

TEST_CASE("what is fixed at once needs neither workaround nor date") {
    const Judged judged;
    for (const auto* how : {"fixed", ""}) {
        const auto fixed = ticket_of("low", {resolved_by("2026-11-20T14:00Z", how)});
        CHECK(judged.resolution(fixed) == "resolve 1: met, next release of priority.low, stopped 2026-11-20 14:00");
        CHECK(judged.clocks(fixed).size() == 2);
    }
}

TEST_CASE("a fix whose date has passed is late, and stays missed when another is promised") {
    Judged judged;
    judged.now = at("2026-12-02T10:00Z");
    auto ticket = ticket_of("low", {promised("2026-11-20T12:00Z", "2026-12-01"), resolved_by("2026-11-20T14:00Z", "workaround")});
    CHECK(judged.clock(ticket, Measure::fix).state == State::late);
    append(ticket, promised("2026-12-02T09:00Z", "2026-12-20", "fix"));
    CHECK(line(judged.clock(ticket, Measure::fix)) ==
          "fix 1: missed, date of promise.fix, due 2026-12-01 18:00, stopped 2026-12-02 09:00");
    CHECK(line(judged.clock(ticket, Measure::fix, 2)) == "fix 2: running, date of promise.fix, due 2026-12-21 00:00");
    append(ticket, closed_at("2026-12-03T09:00Z"));
    CHECK(judged.clock(ticket, Measure::fix, 2).stopped == at("2026-12-03T09:00Z"));
}

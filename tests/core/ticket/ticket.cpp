#include "core/ticket/ticket.hpp"

#include <doctest/doctest.h>

#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

Status status_after(std::vector<Event> events) { return ticket(events).now.status; }

std::vector<std::string> findings(const Ticket& made) { return inconsistencies(made, samples::policy().zone); }

/// A log without two events of the same (at, by, do), as a ticket has it.
std::vector<Event> random_log(samples::Dice& dice) {
    Ticket made;
    for (int count = dice.number(25); count > 0; --count) append(made, dice.event());
    return made.log.recorded();
}

}  // namespace

TEST_CASE("a status is read as it is written") {
    for (const auto status : {Status::fresh, Status::open, Status::waiting, Status::resolved, Status::closed})
        CHECK(status_from(to_text(status)) == status);
    CHECK(to_text(Status::fresh) == "new");
    for (const auto* word : {"fresh", "New", "", "open "}) CHECK(!status_from(word));
}

TEST_CASE("opening a ticket says what it begins with") {
    did::Open open;
    open.kind = "fault";
    open.priority = "high";
    open.tier = 2;
    const auto now = fold(std::vector{event("2026-11-20T09:00Z", open)});
    CHECK(now == Lifecycle{Status::fresh, "fault", "high", 2, "", false});
    CHECK(fold({}) == Lifecycle{});
}

TEST_CASE("the first work and an assignment open a new ticket") {
    CHECK(status_after({}) == Status::fresh);
    CHECK(status_after({event("2026-11-20T10:00Z", samples::worked(Minutes(5)))}) == Status::open);
    CHECK(status_after({event("2026-11-20T10:00Z", did::Assign{"kim"})}) == Status::open);
    CHECK(status_after({event("2026-11-20T10:00Z", did::Assign{"nobody"})}) == Status::fresh);
}

TEST_CASE("talk, facts, links and confirmations leave the status alone") {
    const std::vector<Did> talk{did::Reply{"phone", "hello", false},
                                did::Hear{"phone", "hello", ""},
                                did::Note{"hello"},
                                did::Prioritise{"", "high", "", "", ""},
                                did::Escalate{1, 2, "", "", ""},
                                did::Kind{"", "fault", ""},
                                did::Scope{"out", "why"},
                                did::Step{},
                                did::Promise{},
                                did::Confirm{},
                                did::Rate{},
                                did::Link{},
                                did::Edit{},
                                did::Unknown{"escort"}};
    for (const auto& what : talk) {
        const auto talked = event("2026-11-20T11:00Z", what);
        CHECK(status_after({talked}) == Status::fresh);
        CHECK(status_after({event("2026-11-20T10:00Z", did::Wait{"vendor", "", {}}), talked}) == Status::waiting);
        CHECK(status_after({event("2026-11-20T10:00Z", did::Close{}), talked}) == Status::closed);
    }
}

TEST_CASE("a wait ends when it is resumed, and one on the client when the client is heard") {
    const auto client = event("2026-11-20T10:00Z", did::Wait{"client", "", {}});
    const auto vendor = event("2026-11-20T11:00Z", did::Wait{"vendor", "", {}});
    const auto heard = event("2026-11-20T12:00Z", did::Hear{"", "here it is", ""});
    CHECK(status_after({client}) == Status::waiting);
    CHECK(status_after({client, heard}) == Status::open);
    CHECK(status_after({vendor, heard}) == Status::waiting);
    CHECK(status_after({client, vendor, heard}) == Status::waiting);
    CHECK(status_after({vendor, event("2026-11-20T12:00Z", did::Resume{})}) == Status::open);
}

TEST_CASE("resolving, closing and reopening follow one another") {
    const auto resolved = event("2026-11-20T10:00Z", did::Resolve{"done", "", "", ""});
    const auto closed = event("2026-11-20T11:00Z", did::Close{});
    const auto reopened = event("2026-11-20T12:00Z", did::Reopen{"again", "", ""});
    CHECK(status_after({resolved}) == Status::resolved);
    CHECK(status_after({resolved, closed}) == Status::closed);
    CHECK(status_after({resolved, closed, reopened}) == Status::open);
    CHECK(status_after({resolved, reopened}) == Status::open);
}

TEST_CASE("what merging brings together and does not apply is history only") {
    const auto closed = event("2026-11-20T10:00Z", did::Close{});
    CHECK(status_after({closed, event("2026-11-20T11:00Z", did::Resolve{"done", "", "", ""}, "kim")}) == Status::closed);
    CHECK(status_after({closed, event("2026-11-20T11:00Z", did::Wait{"client", "", {}}, "kim")}) == Status::closed);
    CHECK(status_after({closed, event("2026-11-20T11:00Z", did::Resume{}, "kim")}) == Status::closed);
    CHECK(status_after({closed, event("2026-11-20T11:00Z", samples::worked(Minutes(5)), "kim")}) == Status::closed);
    CHECK(status_after({event("2026-11-20T11:00Z", did::Wait{"client", "", {}}),
                        event("2026-11-20T12:00Z", did::Reopen{"again", "", ""}, "kim")}) == Status::waiting);
}

TEST_CASE("escalating clears the assignee unless one is named") {
    const auto assigned = event("2026-11-20T10:00Z", did::Assign{"kim"});
    CHECK(ticket({assigned}).now.assignee == "kim");
    CHECK(ticket({assigned, event("2026-11-20T11:00Z", did::Escalate{1, 2, "", "", ""})}).now.assignee.empty());
    const auto named = ticket({assigned, event("2026-11-20T11:00Z", did::Escalate{1, 3, "sam", "", ""})});
    CHECK(named.now.assignee == "sam");
    CHECK(named.now.tier == 3);
    CHECK(ticket({assigned, event("2026-11-20T11:00Z", did::Assign{"nobody"})}).now.assignee.empty());
}

TEST_CASE("the last word on kind, priority and scope wins") {
    const auto now = ticket({event("2026-11-20T10:00Z", did::Kind{"", "fault", ""}),
                             event("2026-11-20T11:00Z", did::Kind{"", "training", ""}, "kim"),
                             event("2026-11-20T10:00Z", did::Prioritise{"", "critical", "", "", ""}),
                             event("2026-11-20T10:00Z", did::Scope{"out", "hardware"}),
                             event("2026-11-20T10:30Z", did::Prioritise{"", "low", "", "", ""})})
                         .now;
    CHECK(now.kind == "training");
    CHECK(now.priority == "low");
    CHECK(now.out_of_scope);
}

TEST_CASE("the fold of a log does not depend on the order in which its events are given") {
    samples::Dice dice(11);
    for (int round = 0; round < 1000; ++round) {
        auto log = random_log(dice);
        const auto now = fold(Log(log));
        for (int i = 0; i < 3; ++i) {
            dice.shuffle(log);
            REQUIRE(fold(Log(log)) == now);
        }
    }
}

TEST_CASE("a log grows sorted, whatever order its events come in, and no two of them share (at, by, do)") {
    samples::Dice dice(12);
    for (int round = 0; round < 300; ++round) {
        Ticket made;
        const int count = dice.number(60);
        for (int i = 0; i < count; ++i) append(made, dice.event());
        const auto& log = made.log.recorded();
        REQUIRE(log.size() == static_cast<std::size_t>(count));
        for (std::size_t i = 1; i < log.size(); ++i) REQUIRE(before(log[i - 1], log[i]));
        REQUIRE(made.now == fold(made.log));
    }
}

TEST_CASE("an event whose place is taken moves on by a millisecond until one is free") {
    auto made = ticket();
    for (int i = 0; i < 3; ++i) append(made, event("2026-11-20T10:00Z", did::Note{"again"}));
    append(made, event("2026-11-20T10:00Z", did::Note{"another's"}, "kim"));
    REQUIRE(made.log.size() == 5);
    CHECK(made.log[1].by == "kim");
    CHECK(to_text(made.log[2].at) == "2026-11-20T10:00:00.000Z");
    CHECK(to_text(made.log[3].at) == "2026-11-20T10:00:00.001Z");
    CHECK(to_text(made.log[4].at) == "2026-11-20T10:00:00.002Z");
}

TEST_CASE("work began when it says, or as long before its entry as it took") {
    auto work = samples::worked(Minutes(90));
    const auto logged = event("2026-11-20T10:00Z", work);
    CHECK(began(logged, work) == at("2026-11-20T08:30Z"));
    work.began = at("2026-11-19T08:00Z");
    CHECK(began(logged, work) == at("2026-11-19T08:00Z"));
}

TEST_CASE("a ticket that desk made agrees with itself") {
    samples::Dice dice(13);
    CHECK(findings(ticket()).empty());
    for (int round = 0; round < 200; ++round) {
        auto made = ticket();
        for (int count = dice.number(20); count > 0; --count) {
            auto what = dice.did();
            const bool revises = std::holds_alternative<did::Correct>(what) || std::holds_alternative<did::Retract>(what);
            if (std::holds_alternative<did::Open>(what) || revises) continue;
            append(made, event("2026-11-21T09:00Z", what));
        }
        REQUIRE(findings(made).empty());
    }
}

TEST_CASE("each lifecycle field of the header that was changed by hand is found") {
    const auto found = [](auto change) {
        auto made = ticket();
        change(made);
        const auto all = findings(made);
        return all.size() == 1 ? all.front() : std::to_string(all.size()) + " findings";
    };
    CHECK(found([](Ticket& t) { t.now.status = Status::closed; }) == "the header says `status: closed`, its log says new");
    CHECK(found([](Ticket& t) { t.now.kind = "fault"; }) == "the header says `kind: fault`, its log says howto");
    CHECK(found([](Ticket& t) { t.now.priority = "high"; }) == "the header says `priority: high`, its log says medium");
    CHECK(found([](Ticket& t) { t.now.tier = 0; }) == "the header says `tier: nothing`, its log says 1");
    CHECK(found([](Ticket& t) { t.now.assignee = "kim"; }) == "the header says `assignee: kim`, its log says nothing");
    CHECK(found([](Ticket& t) { t.now.out_of_scope = true; }) == "the header says `scope: out`, its log says nothing");
    CHECK(found([](Ticket& t) { t.channel = "phone"; }) == "the header says `channel: phone`, its log says email");
    CHECK(found([](Ticket& t) { t.opened += Minutes(1); }) ==
          "the header says `opened: 2026-11-20T09:01:00.000Z`, its log says 2026-11-20T09:00:00.000Z");
    CHECK(found([](Ticket& t) { t.id = samples::reference("2612-K7QF4"); }) ==
          "2612-K7QF4 was opened in 2026-11, which is not the month of its reference");
    CHECK(found([](Ticket& t) {
              append(t, {at("2026-11-20T10:00Z"), "sam", did::Work{Minutes(1441), {}, {}, {}, {}}, {}});
          }) == "says that sam worked 24:01 at a stretch");
    CHECK(found([](Ticket& t) { t.log = {}, t.now = {}; }) == "the log has no `do: open`");
}

TEST_CASE("a ticket received before it was recorded was opened when it was received") {
    auto made = ticket();
    auto& open = std::get<did::Open>(samples::recorded(made).front().what);
    open.received = at("2026-11-20T08:40Z");
    CHECK(findings(made).size() == 1);
    made.opened = at("2026-11-20T08:40Z");
    CHECK(findings(made).empty());
}

TEST_CASE("the month of a reference is that of the desk's zone") {
    auto made = ticket();
    made.opened = std::get<did::Open>(samples::recorded(made).front().what).received.emplace(at("2026-10-31T23:30Z"));
    CHECK(findings(made).size() == 1);
    CHECK(inconsistencies(made, samples::zone("Europe/Paris")).empty());
}

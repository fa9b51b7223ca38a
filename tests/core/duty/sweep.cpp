#include "core/duty/sweep.hpp"

#include <doctest/doctest.h>

#include "core/contract/clock_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "tests/dice.hpp"
#include "tests/random_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

using std::chrono::hours;

/// Day and night: low 20 hours, medium 10, high 5, critical 2.
Policy near_limits() {
    auto made = policy();
    const std::vector<hours> times{hours(2), hours(5), hours(10), hours(20)};
    for (std::size_t i = 0; i < times.size(); ++i) made.priorities[i].targets.resolve = within(times[i]);
    made.escalation->near = 80;
    made.escalation->raise = made.escalation->escalate = true;
    return made;
}

Policy first_line() {
    auto made = policy();
    made.escalation->after_work = Minutes(30);
    return made;
}

Policy closing_by_itself() {
    auto made = policy();
    made.resolution->close_after = Target{Target::Form::time, hours(48), 0};
    return made;
}

std::vector<Event> swept(const Ticket& ticket, const Policy& policy, std::string_view now) {
    return due_by_rule(ticket, Terms{policy}, at(now));
}

Event by_desk(std::string_view when, Did what) { return event(when, std::move(what), "desk"); }

Ticket with(Ticket ticket, const std::vector<Event>& events) {
    for (const auto& each : events) append(ticket, each);
    return ticket;
}

Event critical(std::string_view when) { return event(when, did::Prioritise{"medium", "critical", "", "", ""}); }

}  // namespace

TEST_CASE("without rules nothing is done") {
    CHECK(swept(fresh(), policy(), "2027-11-20T09:00Z").empty());
    CHECK(swept(resolved(), policy(), "2027-11-20T09:00Z").empty());
}

TEST_CASE("a ticket is escalated behind the work that used up what the first tier may take") {
    const auto log = std::vector{worked("2026-11-20T10:00Z", Minutes(20)), worked("2026-11-20T11:00Z", Minutes(9), "kim")};
    CHECK(swept(ticket(log), first_line(), "2026-11-21T09:00Z").empty());
    const auto crossed = with(ticket(log), {worked("2026-11-20T12:00Z", Minutes(6)), worked("2026-11-20T13:00Z", Minutes(60))});
    const auto expected =
        std::vector{by_desk("2026-11-20T12:06:00.001Z", did::Escalate{1, 2, "", "35 minutes of work in tier 1", "after_work"})};
    CHECK(swept(crossed, first_line(), "2026-11-21T09:00Z") == expected);
    CHECK(swept(crossed, first_line(), "2026-11-20T12:06Z").empty());
    CHECK(with(crossed, expected).now.tier == 2);
    CHECK(swept(with(crossed, expected), first_line(), "2026-11-21T09:00Z").empty());
}

TEST_CASE("work in another tier does not count, and somebody's choice of a tier after it holds") {
    std::vector<Event> log{event("2026-11-20T09:30Z", did::Escalate{1, 2, "", "", ""}), worked("2026-11-20T10:00Z", Minutes(40)),
                           event("2026-11-20T11:00Z", did::Escalate{2, 1, "", "", ""}), worked("2026-11-20T11:10Z", Minutes(20))};
    CHECK(swept(ticket(log), first_line(), "2026-11-21T09:00Z").empty());
    log.push_back(worked("2026-11-20T12:00Z", Minutes(10)));
    CHECK(swept(ticket(log), first_line(), "2026-11-21T09:00Z").size() == 1);
    log.push_back(event("2026-11-20T13:00Z", did::Escalate{1, 2, "", "", ""}));
    CHECK(swept(ticket(log), first_line(), "2026-11-21T09:00Z").empty());
    log.push_back(event("2026-11-20T14:00Z", did::Escalate{2, 1, "", "", ""}));
    CHECK(swept(ticket(log), first_line(), "2026-11-21T09:00Z").empty());
}

TEST_CASE("the next tier is one that we run for the client") {
    const auto made = first_line();
    const auto long_work = ticket({worked("2026-11-20T10:00Z", Minutes(40))});
    const auto tiers = [&](std::vector<int> served) {
        Client::Contract contract;
        contract.tiers = std::move(served);
        const auto events = due_by_rule(long_work, Terms{made, nullptr, &contract}, at("2026-11-21T09:00Z"));
        return events.empty() ? 0 : as<did::Escalate>(events.front())->to;
    };
    CHECK(tiers({}) == 2);
    CHECK(tiers({1, 3}) == 3);
    CHECK(tiers({1}) == 0);
    CHECK(tiers({2, 3}) == 0);
}

TEST_CASE("what is to be escalated at once is, as soon as its condition holds") {
    auto made = first_line();
    made.escalation->immediate = {at_once("priority", "critical", 3), at_once("technical", "very", 2)};
    const auto log = std::vector{event("2026-11-20T09:10Z", did::Answer{"technical", "very"}), critical("2026-11-20T09:20Z")};
    const auto expected =
        std::vector{by_desk("2026-11-20T09:10:00.001Z", did::Escalate{1, 2, "", "technical very", "immediate"}),
                    by_desk("2026-11-20T09:20:00.001Z", did::Escalate{2, 3, "", "priority critical", "immediate"})};
    CHECK(swept(ticket(log), made, "2026-11-20T10:00Z") == expected);
    CHECK(swept(ticket(log), made, "2026-11-20T09:15Z") == std::vector{expected.front()});
    CHECK(swept(with(ticket(log), expected), made, "2026-11-20T10:00Z").empty());
    const auto sent_back = with(ticket(log), {event("2026-11-20T09:30Z", did::Escalate{3, 1, "", "", ""})});
    CHECK(swept(sent_back, made, "2026-11-20T10:00Z").empty());
}

TEST_CASE("an immediate rule goes by what held from the opening on") {
    auto made = policy();
    made.escalation->immediate = {at_once("kind", "howto", 3)};
    const auto events = swept(fresh(), made, "2026-11-20T10:00Z");
    REQUIRE(events.size() == 1);
    CHECK(events.front().at == at("2026-11-20T09:00:00.001Z"));
}

TEST_CASE("near a limit the priority is raised and the ticket escalated, once") {
    const auto made = near_limits();
    CHECK(swept(fresh(), made, "2026-11-20T16:59:59.999Z").empty());
    const auto events = swept(fresh(), made, "2026-11-20T17:00Z");
    const std::string why = "80 % of the time to resolve used";
    CHECK(events == std::vector{by_desk("2026-11-20T17:00Z", did::Prioritise{"medium", "high", why, "", "near 80 % resolve"}),
                                by_desk("2026-11-20T17:00Z", did::Escalate{1, 2, "", why, "near 80 % resolve"})});
    const auto raised = with(fresh(), events);
    CHECK(raised.now.priority == "high");
    CHECK(raised.now.tier == 2);
    for (const auto* now : {"2026-11-20T17:00Z", "2026-11-21T17:00Z"}) CHECK(swept(raised, made, now).empty());
    CHECK(swept(fresh(), made, "2026-12-20T09:00Z") == events);
    const auto lowered = with(raised, {event("2026-11-20T17:10Z", did::Prioritise{"high", "low", "", "", ""})});
    CHECK(swept(lowered, made, "2026-12-20T09:00Z").empty());
}

TEST_CASE("the highest priority and the last tier are not passed") {
    const auto made = near_limits();
    const auto top = ticket({event("2026-11-20T09:00:01Z", did::Escalate{1, 3, "", "", ""})});
    const auto raised = swept(top, made, "2026-11-22T09:00Z");
    REQUIRE(raised.size() == 1);
    CHECK(as<did::Prioritise>(raised.front())->to == "high");
    const auto escalated = swept(ticket({critical("2026-11-20T09:01Z")}), made, "2026-11-22T09:00Z");
    REQUIRE(escalated.size() == 1);
    CHECK(as<did::Escalate>(escalated.front())->to == 2);
    CHECK(swept(with(top, {critical("2026-11-20T09:01Z")}), made, "2026-11-22T09:00Z").empty());
}

TEST_CASE("a rule does not fire before the change that brought the limit near") {
    // Five hours from the raise, and the ten of before: the earlier is 19:00 either way.
    const auto tightened = ticket({event("2026-11-20T14:00Z", did::Prioritise{"medium", "high", "", "", ""})});
    CHECK(swept(tightened, near_limits(), "2026-11-20T16:59Z").empty());
    CHECK(swept(tightened, near_limits(), "2026-11-20T18:00Z").size() == 2);
    auto from_opening = near_limits();
    from_opening.clock->raised_from_opening = true;
    const auto events = swept(tightened, from_opening, "2026-11-20T15:00Z");
    REQUIRE(events.size() == 2);
    CHECK(events.front().at == at("2026-11-20T14:00:00.001Z"));
}

TEST_CASE("each measure and each round has its own threshold") {
    auto made = near_limits();
    for (auto& priority : made.priorities) priority.targets.respond = within(hours(1));
    const auto events = swept(fresh(), made, "2026-11-21T09:00Z");
    // Raised once, one step above what a person gave; escalated by each.
    REQUIRE(events.size() == 3);
    CHECK(as<did::Prioritise>(events[0])->rule == "near 80 % respond");
    CHECK(events[0].at == at("2026-11-20T09:48Z"));
    CHECK(as<did::Escalate>(events[2])->rule == "near 80 % resolve");
    CHECK(events[2].at == at("2026-11-20T17:00Z"));

    const auto again = with(fresh(), {event("2026-11-20T09:30Z", did::Resolve{"corrected", "", "", ""}),
                                      event("2026-11-21T09:00Z", did::Reopen{"recurred", "", ""})});
    const auto second = swept(again, made, "2026-11-22T09:00Z");
    REQUIRE(second.size() == 2);
    CHECK(as<did::Prioritise>(second[0])->rule == "near 80 % resolve 2");
    CHECK(second[0].at == at("2026-11-21T17:00Z"));
}

TEST_CASE("a ticket whose clock stands still is not near its limit") {
    auto made = near_limits();
    made.clock->pause.resolve = {"client"};
    const auto log = std::vector{event("2026-11-20T10:00Z", did::Wait{"client", "", {}})};
    CHECK(swept(ticket(log), made, "2026-11-25T09:00Z").empty());
    const auto resumed = with(ticket(log), {event("2026-11-20T20:00Z", did::Hear{"phone", "yes", ""})});
    CHECK(swept(resumed, made, "2026-11-21T02:59Z").empty());
    CHECK(swept(resumed, made, "2026-11-21T03:00Z").size() == 2);
    made.clock->pause.resolve.clear();
    CHECK(swept(ticket(log), made, "2026-11-25T09:00Z").size() == 2);
}

TEST_CASE("a raised priority is escalated at once where the policy says so, in the same sweep") {
    auto made = near_limits();
    made.escalation->escalate = false;
    made.escalation->immediate = {at_once("priority", "high", 3)};
    const auto events = swept(fresh(), made, "2026-11-21T09:00Z");
    REQUIRE(events.size() == 2);
    CHECK(events[1].at == at("2026-11-20T17:00:00.001Z"));
    CHECK(as<did::Escalate>(events[1])->to == 3);
}

TEST_CASE("what is done with, out of scope or in the client's hands is left alone") {
    auto made = near_limits();
    made.escalation->after_work = Minutes(1);
    made.escalation->immediate = {at_once("kind", "howto", 3)};
    const auto work = worked("2026-11-20T09:10Z", Minutes(40));
    const auto now = std::string_view("2026-11-25T09:00Z");
    CHECK(!swept(ticket({work}), made, now).empty());
    CHECK(swept(ticket({work, resolution()}), made, now).empty());
    CHECK(swept(ticket({work, resolution(), closing()}), made, now).empty());
    CHECK(swept(ticket({work, event("2026-11-20T10:00Z", did::Scope{"out", "hardware"})}), made, now).empty());
    Client::Contract contract;
    contract.tiers = {3};
    CHECK(due_by_rule(ticket({work}), Terms{made, nullptr, &contract}, at(now)).empty());
}

TEST_CASE("what was resolved and not answered closes by itself") {
    const auto made = closing_by_itself();
    CHECK(swept(resolved(), made, "2026-11-22T09:59:59Z").empty());
    const auto events = swept(resolved(), made, "2026-11-30T10:00Z");
    CHECK(events == std::vector{by_desk("2026-11-22T10:00Z",
                                        did::Close{"no answer within 48 hours", "unanswered", at("2026-11-30T10:00Z")})});
    CHECK(with(resolved(), events).now.status == Status::closed);
    CHECK(swept(with(resolved(), events), made, "2026-11-30T10:00Z").empty());
}

TEST_CASE("a ticket does not close by itself after the client was heard, until they confirm") {
    auto made = closing_by_itself();
    made.resolution->confirm = Policy::Resolution::Confirm::demand;
    const auto heard = with(resolved(), {event("2026-11-21T10:00Z", did::Hear{"phone", "not quite", ""})});
    CHECK(swept(heard, made, "2026-12-20T10:00Z").empty());
    const auto confirmed = with(heard, {event("2026-11-24T10:00Z", did::Confirm{"Jane Doe"})});
    CHECK(swept(confirmed, made, "2026-12-20T10:00Z") ==
          std::vector{by_desk("2026-11-24T10:00:00.001Z", did::Close{"confirmed", "unanswered", at("2026-12-20T10:00Z")})});
    const auto early = with(resolved(), {event("2026-11-20T10:10Z", did::Confirm{"Jane Doe"})});
    CHECK(swept(early, made, "2026-11-22T09:00Z").empty());
    CHECK(swept(early, made, "2026-11-22T10:00Z").size() == 1);
}

TEST_CASE("a ticket that was resolved again closes by its last resolution") {
    const auto again = with(resolved(), {event("2026-11-21T10:00Z", did::Reopen{"recurred", "", ""}),
                                         event("2026-11-22T10:00Z", did::Resolve{"corrected", "", "", ""})});
    CHECK(swept(again, closing_by_itself(), "2026-11-24T09:59Z").empty());
    CHECK(swept(again, closing_by_itself(), "2026-11-24T10:00Z").size() == 1);
}

namespace {

/// As it is whenever it was swept.
Ticket unrecorded(Ticket ticket) {
    for (auto& event : samples::recorded(ticket))
        if (auto* close = std::get_if<did::Close>(&event.what)) close->recorded.reset();
    return ticket;
}

}  // namespace

TEST_CASE("a second sweep finds nothing, and two sweeps find what one would have found") {
    Dice dice(20261124);
    for (int i = 0; i < 3000; ++i) {
        CAPTURE(i);
        const auto made = random_policy(dice);
        const auto before = random_ticket_to_sweep(dice);
        const auto early = before.log.back().at + Minutes(dice.number(60 * 40));
        const auto late = early + Minutes(dice.number(60 * 100));
        Client::Contract contract;
        if (dice.chance(3)) contract.tiers = {1, 2 + dice.number(2)};
        const Terms terms{made, nullptr, &contract};

        const auto at_once = due_by_rule(before, terms, late);
        CHECK(due_by_rule(with(before, at_once), terms, late).empty());

        const auto half = with(before, due_by_rule(before, terms, early));
        CHECK(unrecorded(with(half, due_by_rule(half, terms, late))) == unrecorded(with(before, at_once)));
    }
}

TEST_CASE("two clones that sweep minutes apart write the same events") {
    const auto made = near_limits();
    const auto mine = with(fresh(), swept(fresh(), made, "2026-11-20T17:03Z"));
    for (const auto& event : swept(fresh(), made, "2026-11-20T17:08Z"))
        CHECK(std::ranges::find(mine.log, event) != mine.log.end());
}

TEST_CASE("where the policy leaves it to a person the same is proposed, and not done") {
    const auto proposed = [](const Ticket& ticket, const Policy& policy, std::string_view now) {
        return proposed_by_rule(ticket, Terms{policy}, at(now));
    };
    auto near = near_limits(), work = first_line();
    const auto worked_long = with(fresh(), {worked("2026-11-20T12:00Z", Minutes(40))});
    const auto raised = swept(fresh(), near, "2026-11-20T17:00Z"), escalated = swept(worked_long, work, "2026-11-20T17:00Z");
    CHECK(proposed(fresh(), near, "2026-11-20T17:00Z").empty());
    near.escalation->propose = work.escalation->propose = true;
    CHECK(swept(fresh(), near, "2026-11-20T17:00Z").empty());
    CHECK(swept(worked_long, work, "2026-11-20T17:00Z").empty());
    CHECK(proposed(fresh(), near, "2026-11-20T16:59:59.999Z").empty());
    CHECK(proposed(fresh(), near, "2026-11-20T17:00Z") == raised);
    CHECK(proposed(worked_long, work, "2026-11-20T17:00Z") == escalated);

    const auto answered = with(fresh(), {event("2026-11-20T17:10Z", did::Prioritise{"medium", "high", "near", "", ""})});
    CHECK(proposed(answered, near, "2026-11-20T17:11Z").empty());
    CHECK(proposed(with(worked_long, {event("2026-11-20T13:00Z", did::Escalate{1, 2, "", "", ""})}), work, "2026-11-20T17:00Z")
              .empty());
}

TEST_CASE("what is immediate, and what closes by itself, is done even so") {
    auto made = closing_by_itself();
    made.escalation->propose = true;
    CHECK(swept(resolved(), made, "2027-11-20T09:00Z") == swept(resolved(), closing_by_itself(), "2027-11-20T09:00Z"));
}

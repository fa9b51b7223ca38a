#include "core/repository/audit_rules.hpp"

#include <doctest/doctest.h>

#include "core/base/contains.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/contract/mail_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/duty/sweep.hpp"
#include "tests/dice.hpp"
#include "tests/random_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

using std::chrono::hours;

const Authorship by_sam{"Sam Hill", "sam@acme.example"};
const Authorship by_eve{"Eve", "eve@elsewhere.example"};
const Authorship by_cron{"Cron", "CRON@acme.example"};
constexpr auto later = "2027-11-20T09:00Z";

Desk with_rules() {
    auto made = policy();
    made.agents = {{"sam", "Sam Hill", "sam@acme.example"}};
    made.resolution->close_after = Target{Target::Form::time, hours(48), 0};
    made.escalation->near = 80;
    made.escalation->raise = made.escalation->escalate = true;
    made.escalation->after_work = Minutes(30);
    made.escalation->immediate = {at_once("kind", "outage", 2)};
    made.priorities.back().targets.resolve = within(hours(20));
    return desk::samples::desk(made);
}

Ticket with(Ticket ticket, const std::vector<Event>& events) {
    for (const auto& each : events) append(ticket, each);
    return ticket;
}

std::vector<std::string> found(const Ticket* before, const Ticket& after, const Desk& desk, const Authorship& commit = by_sam,
                               std::string_view now = later) {
    const std::vector<DeskBefore> desks{{desk.policy, [&desk]() -> const Desk& { return desk; }}};
    std::vector<const Ticket*> parents;
    if (before) parents.push_back(before);
    return audited({after.id, after, parents, true}, commit, desks, at(now));
}

bool says(const std::vector<std::string>& findings, std::string_view words) {
    return findings.size() == 1 && findings.front().find(words) != std::string::npos;
}

Ticket low() { return with(fresh(), {event("2026-11-20T09:05Z", did::Prioritise{"", "low", "", "", ""})}); }

Ticket swept(const Ticket& ticket, const Desk& desk, std::string_view now = later) {
    return with(ticket, due_by_rule(ticket, terms_of(desk, ticket), at(now)));
}

Event by_desk(std::string_view when, Did what) { return event(when, std::move(what), "desk"); }

}  // namespace

TEST_CASE("what a sweep writes is good, whoever of the desk sweeps") {
    const auto desk = with_rules();
    for (const auto& before : {low(), resolved(), with(fresh(), {event("2026-11-20T10:00Z", worked(Minutes(45)))})}) {
        const auto after = swept(before, desk);
        REQUIRE(after != before);
        CHECK(found(&before, after, desk).empty());
        CHECK_FALSE(found(&before, after, desk, by_eve).empty());
    }
}

TEST_CASE("no word and no rule of one's own makes an event of the program") {
    const auto desk = with_rules();
    const auto before = resolved();
    const auto with_one = [&](Did what) {
        return found(&before, with(before, {by_desk("2026-11-21T09:00Z", std::move(what))}), desk);
    };
    CHECK(says(with_one(did::Work{Minutes(600), "", "", {}, {}}), "no rule of the desk"));
    CHECK(says(with_one(did::Note{"Approved"}), "no rule of the desk"));
    CHECK(says(with_one(did::Close{"no answer", ""}), "no rule of the desk"));
    CHECK(says(with_one(did::Close{"no answer", "made-up"}), "\"made-up\" did not apply"));
    CHECK(says(with_one(did::Close{"no answer", "unanswered"}), "\"unanswered\" did not apply"));
    CHECK(says(with_one(did::Escalate{1, 3, "", "", "after_work"}), "did not apply"));
    CHECK(says(with_one(did::Escalate{1, 2, "sam", "", "after_work"}), "no rule of the desk"));
    CHECK(says(with_one(did::Prioritise{"", "critical", "", "", "near 80 % resolve"}), "did not apply"));
    CHECK(says(with_one(did::Edit{"title", "", "x"}), "no rule of the desk"));
}

TEST_CASE("a rule that the parent's policy has not is none") {
    const auto desk = with_rules();
    auto without = desk;
    without.policy.resolution->close_after.reset();
    const auto before = resolved();
    const auto after = swept(before, desk);
    CHECK(found(&before, after, desk).empty());
    CHECK(says(found(&before, after, without), "did not apply"));
}

TEST_CASE("what a rule did is not of another time, nor later than now") {
    const auto desk = with_rules();
    const auto before = resolved();
    const auto after = swept(before, desk);
    const auto closed = after.log.back();
    CHECK(says(found(&before, after, desk, by_sam, "2026-11-20T18:00Z"), "later than now"));
    auto early = closed;
    early.at -= Minutes(1);
    CHECK(says(found(&before, with(before, {early}), desk), "did not apply"));
}

TEST_CASE("where the policy names the program, nobody else sweeps, but an immediate escalation goes with what brings it about") {
    auto desk = with_rules();
    desk.policy.audit->program = {"cron@acme.example"};
    const auto before = resolved();
    const auto after = swept(before, desk);
    CHECK(found(&before, after, desk, by_cron).empty());
    CHECK(says(found(&before, after, desk), "may not record what the rules do"));
    const auto brought = with(fresh(), {event("2026-11-20T10:00Z", did::Kind{"", "outage", ""})});
    const auto escalated = with(brought, immediate_by_rule(brought, terms_of(desk, brought)));
    REQUIRE(escalated != brought);
    const auto opened = fresh();
    CHECK(found(&opened, escalated, desk).empty());
}

TEST_CASE("mails are recorded by the program that the policy names, those of its agents too") {
    auto desk = with_rules();
    const auto before = fresh();
    const did::Attach file{"a.png", 1, "0a", {}, {}};
    const auto heard = with(before, {by_desk("2026-11-20T10:00Z", did::Hear{"email", "Again", "Jane", false, "1@acme.example"}),
                                     by_desk("2026-11-20T10:00:00.001Z", file)});
    const auto answered = with(before, {event("2026-11-20T10:00Z", did::Reply{"email", "Now?", false, "2@acme.example"}),
                                        event("2026-11-20T10:00:00.001Z", file)});
    CHECK(found(&before, heard, desk).empty());
    CHECK(says(found(&before, with(before, {by_desk("2026-11-20T10:00Z", did::Hear{"email", "Again", "Jane"})}), desk),
               "no rule of the desk made this event"));
    CHECK_FALSE(found(&before, answered, desk, by_cron).empty());
    desk.policy.audit->program = {"cron@acme.example"};
    CHECK(found(&before, heard, desk, by_cron).empty());
    CHECK(found(&before, answered, desk, by_cron).empty());
    CHECK_FALSE(found(&before, heard, desk).empty());
    CHECK_FALSE(found(&before, with(before, {event("2026-11-20T10:00Z", did::Reply{"email", "Now?"})}), desk, by_cron).empty());
}

TEST_CASE("what mails become, and automatic mails that went out, are recorded by the program alone") {
    auto desk = with_rules();
    desk.policy.audit->program = {"cron@acme.example"};
    const auto before = resolved();
    constexpr auto when = "2026-11-21T10:00Z";
    const std::string id = "1@acme.example";
    for (const Did& what : std::vector<Did>{did::Hear{"email", "Again", "Jane", false, id}, did::Note{"Away", id},
                                            did::Rate{"good", {}, false, id}, did::Sent{"confirmation", id}}) {
        CAPTURE(verb_of(what));
        const auto after = with(before, {by_desk(when, what)});
        CHECK(found(&before, after, desk, by_cron).empty());
        CHECK(says(found(&before, after, desk), "may not record mails"));
    }
    did::Close closing;
    closing.message = id;
    did::Promise promise{"2026-12-01", {}, {}, id};
    for (const Did& what : std::vector<Did>{did::Reply{"email", "Now?", false, id}, closing, promise, did::Rate{"good", {}}}) {
        CAPTURE(verb_of(what));
        CHECK(says(found(&before, with(before, {by_desk(when, what)}), desk, by_cron), "no rule of the desk made this event"));
    }
    promise.message = "2611-K7QF4.promise.1@acme.example";
    CHECK(says(found(&before, with(before, {event(when, promise)}), desk, by_cron), "its event is not"));
}

TEST_CASE("a mail reopens a ticket in the commit in which it is heard, where the policy has it so") {
    auto desk = with_rules();
    desk.policy.audit->program = {"cron@acme.example"};
    desk.policy.mail->reopens = true;
    const auto before = resolved();
    const auto heard = by_desk("2026-11-21T10:00Z", did::Hear{"email", "Again", "Jane", false, "1@acme.example"});
    const auto reopened = [&](std::string_view when, std::string via = "email") {
        return by_desk(when, did::Reopen{"Again", "other", std::move(via)});
    };
    const auto after = with(before, {heard, reopened("2026-11-21T10:00:00.001Z")});
    CHECK(found(&before, after, desk, by_cron).empty());
    CHECK(found(&before, after, desk).size() == 2);
    const auto with_heard = with(before, {heard});
    for (const auto& [parent, child] :
         std::vector<std::pair<Ticket, Ticket>>{{before, with(before, {reopened("2026-11-21T10:00Z")})},
                                                {with_heard, after},
                                                {before, with(before, {heard, reopened("2026-11-21T10:00:00.003Z")})},
                                                {before, with(before, {heard, reopened("2026-11-21T10:00:00.001Z", "phone")})}})
        CHECK(says(found(&parent, child, desk, by_cron), "no rule of the desk made this event"));
    desk.policy.mail->reopens = false;
    CHECK(says(found(&before, after, desk, by_cron), "the policy reopens no ticket by mail"));
}

TEST_CASE("a mail that an agent forwards opens a ticket that follows another, by the program") {
    auto desk = with_rules();
    desk.policy.audit->program = {"cron@acme.example"};
    did::Open open;
    open.message = "1@acme.example";
    auto opened = empty_ticket();
    opened.opened = at("2026-11-20T10:00Z");
    append(opened, event("2026-11-20T10:00Z", open));
    append(opened, event("2026-11-20T10:00:00.001Z", did::Link{"2611-9XW2M", "follows"}));
    CHECK(found(nullptr, opened, desk, by_cron).empty());
    CHECK(found(nullptr, opened, desk, by_eve).size() == 2);
}

TEST_CASE("an immediate escalation need not wait for a rule that was due before it, and that nobody has swept") {
    const auto desk = with_rules();
    const auto before = with(low(), {event("2026-11-20T09:50Z", did::Work{Minutes(39), "", "", {}, {}})});
    REQUIRE(swept(before, desk, "2026-11-20T09:55Z") != before);
    const auto brought = with(before, {event("2026-11-20T10:00Z", did::Kind{"", "outage", ""})});
    const auto escalated = with(brought, immediate_by_rule(brought, terms_of(desk, brought)));
    REQUIRE(escalated != brought);
    CHECK(found(&before, escalated, desk).empty());
}

TEST_CASE("what was done between the rule and the sweep, or after it in the same commit, does not matter") {
    const auto desk = with_rules();
    const auto before = resolved();
    const auto seen = with(before, {event("2026-12-20T09:00Z", did::Note{"Seen"})});
    CHECK(found(&seen, swept(seen, desk), desk).empty());
    const auto again = with(swept(before, desk), {event("2026-12-21T09:00Z", did::Reopen{"It came back", "", ""})});
    CHECK(found(&before, again, desk).empty());
    CHECK(found(nullptr, swept(before, desk), desk).empty());
}

TEST_CASE("every sweep of every ticket under every policy is good, and a changed one is not") {
    Dice dice(20261128);
    int swept = 0, refused = 0;
    for (int i = 0; i < 3000; ++i) {
        CAPTURE(i);
        auto desk = desk::samples::desk(random_policy(dice));
        desk.policy.agents.clear();
        const auto before = random_ticket_to_sweep(dice);
        const auto now = before.log.back().at + Minutes(dice.number(60 * 140));
        const auto events = due_by_rule(before, terms_of(desk, before), now);
        const std::vector<DeskBefore> desks{{desk.policy, [&desk]() -> const Desk& { return desk; }}};
        const auto after = with(before, events);
        std::vector<const Event*> fresh;
        for (const auto& event : after.log.recorded())
            if (event.by == rules_name && !contains(before.log.recorded(), event)) fresh.push_back(&event);
        const auto doubts = doubts_about_rules({after.id, after, {&before}, true}, fresh, by_sam, desks, now);
        CHECK(doubts == std::vector<std::string>());
        // As a sync commits it where the commands commit nothing.
        CHECK(doubts_about_rules({after.id, after, {}, true}, fresh, by_sam, desks, now).empty());
        swept += static_cast<int>(fresh.size());
        if (fresh.empty()) continue;

        auto moved = before;
        auto event = *fresh.front();
        event.at -= Minutes(1 + dice.number(60));
        append(moved, event);
        std::vector<const Event*> one;
        for (const auto& each : moved.log.recorded())
            if (each == event) one.push_back(&each);
        if (!doubts_about_rules({moved.id, moved, {&before}, true}, one, by_sam, desks, now).empty()) ++refused;
    }
    CHECK(swept > 2000);
    CHECK(refused > 1000);
}

#include "core/lifecycle.hpp"

#include <doctest/doctest.h>

#include "tests/core/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::refusal;
using samples::ticket;

namespace {

/// Sam, who acts at a time under a policy.
struct Sam {
    Policy policy = samples::policy();
    Instant now = at("2026-11-20T12:00Z");

    Acting acting() const { return {policy, "sam", now}; }
};

const auto resolution = event("2026-11-20T10:00Z", did::Resolve{"corrected", "", "", ""});
const auto closing = event("2026-11-20T10:30Z", did::Close{});

Ticket fresh() { return ticket(); }
Ticket resolved() { return ticket({resolution}); }
Ticket closed() { return ticket({resolution, closing}); }
Ticket waiting() { return ticket({event("2026-11-20T10:00Z", did::Wait{"client", "", {}})}); }

Ticket closed_at(std::string_view when) {
    Ticket made;
    made.id = samples::reference();
    append(made, event(when, did::Close{}));
    return made;
}

std::string reopening(const Ticket& closed, std::string_view when, const Policy& policy = samples::policy()) {
    return refusal([&] { reopen(closed, {"again", "", ""}, {policy, "sam", at(when)}); });
}

Report report() {
    Report made;
    made.title = "Payroll export fails";
    return made;
}

std::string opening(const Report& wanted, const Sam& sam = {}) {
    return refusal([&] { open_ticket(wanted, samples::reference(), sam.acting()); });
}

std::string working(did::Work work, const Ticket& on = fresh()) {
    return refusal([&] { desk::work(on, std::move(work), Sam().acting()); });
}

}  // namespace

TEST_CASE("a new ticket carries what was reported, in its header and in its log") {
    const Sam sam;
    auto wanted = report();
    wanted.client = "acme";
    wanted.requester = {"Jane Doe", "jane@acme.example", "+44 20 7946 0123"};
    wanted.kind = "fault";
    wanted.channel = "email";
    wanted.priority = "high";
    wanted.tier = 2;
    wanted.description = "It stops at 40 %.";
    const auto made = open_ticket(wanted, samples::reference(), sam.acting());
    CHECK(made.title == wanted.title);
    CHECK(made.client == "acme");
    CHECK(made.requester == wanted.requester);
    CHECK(made.description == wanted.description);
    CHECK(made.opened == sam.now);
    CHECK(made.now == Lifecycle{Status::fresh, "fault", "high", 2, "", false});
    REQUIRE(made.log.size() == 1);
    CHECK(!as<did::Open>(made.log.front())->received);
    CHECK(inconsistencies(made, sam.policy.zone).empty());
}

TEST_CASE("a new ticket begins in the policy's first tier, if it has tiers, and without a priority that nobody gave") {
    Sam sam;
    CHECK(open_ticket(report(), samples::reference(), sam.acting()).now == Lifecycle{Status::fresh, "", "", 1, "", false});
    sam.policy.tiers.clear();
    CHECK(open_ticket(report(), samples::reference(), sam.acting()).now.tier == 0);
}

TEST_CASE("a new ticket that is somebody's is open") {
    auto wanted = report();
    wanted.assignee = "kim";
    const auto made = open_ticket(wanted, samples::reference(), Sam().acting());
    CHECK(made.now.assignee == "kim");
    CHECK(made.now.status == Status::open);
}

TEST_CASE("a ticket was opened when it reached the desk") {
    const Sam sam;
    auto wanted = report();
    CHECK(opened_at(wanted, sam.acting()) == sam.now);
    wanted.received = at("2026-11-19T16:55Z");
    CHECK(opened_at(wanted, sam.acting()) == *wanted.received);
    const auto made = open_ticket(wanted, samples::reference(), sam.acting());
    CHECK(made.opened == *wanted.received);
    CHECK(made.log.front().at == sam.now);
    CHECK(as<did::Open>(made.log.front())->received == wanted.received);
}

TEST_CASE("a new ticket is refused what the policy does not know") {
    const auto with = [](auto set) {
        auto wanted = report();
        set(wanted);
        return opening(wanted);
    };
    CHECK(opening(report()).empty());
    CHECK(with([](Report& r) { r.title = ""; }) == "a ticket needs a title");
    CHECK(with([](Report& r) { r.title = " \n"; }) == "a ticket needs a title");
    CHECK(with([](Report& r) { r.kind = "falt"; }) == "there is no kind \"falt\", did you mean \"fault\"?");
    CHECK(with([](Report& r) { r.priority = "urgent"; }) == "there is no priority \"urgent\"");
    CHECK(with([](Report& r) { r.tier = 4; }) == "the policy has no tier 4");
    CHECK(with([](Report& r) { r.tier = -1; }) == "the policy has no tier -1");
    CHECK(with([](Report& r) { r.assignee = "kin"; }) == "there is no agent \"kin\", did you mean \"kim\"?");
    CHECK(with([](Report& r) { r.received = at("2026-11-20T12:00:00.001Z"); }) == "2026-11-20 12:00 is in the future");
    CHECK(with([](Report& r) { r.received = at("2026-11-20T12:00Z"); }).empty());
}

TEST_CASE("where the policy names no agents everybody may act") {
    Sam sam;
    sam.policy.agents.clear();
    must_be_agent("anybody", sam.policy);
    auto wanted = report();
    wanted.assignee = "anybody";
    CHECK(opening(wanted, sam).empty());
}

TEST_CASE("an event that comes at the very millisecond of the last one is moved on by one") {
    const auto last = ticket({event("2026-11-20T12:00Z", did::Note{"one"})});
    CHECK(to_text(dated(last, did::Note{"two"}, Sam().acting()).at) == "2026-11-20T12:00:00.001Z");
    CHECK(to_text(dated(last, did::Assign{"kim"}, {Sam().policy, "kim", at("2026-11-20T12:00Z")}).at) ==
          "2026-11-20T12:00:00.001Z");
    CHECK(dated(fresh(), did::Note{"two"}, Sam().acting()).at == Sam().now);
}

TEST_CASE("a clock that is minutes behind the log is tolerated, one that is hours behind is refused") {
    const auto note = [](std::string_view last) {
        const auto made = ticket({event(last, did::Note{"from another machine"}, "kim")});
        return dated(made, did::Note{"mine"}, Sam().acting());
    };
    CHECK(to_text(note("2026-11-20T12:07:00.500Z").at) == "2026-11-20T12:07:00.501Z");
    CHECK(to_text(note("2026-11-20T13:00Z").at) == "2026-11-20T13:00:00.001Z");
    CHECK(refusal([&] { note("2026-11-20T13:00:00.001Z"); }) ==
          "K7QF4 has an event of 2026-11-20 13:00, which is later than now (2026-11-20 12:00)");
    CHECK(!refusal([&] { note("2027-01-01T00:00Z"); }).empty());
}

TEST_CASE("nothing is said without a text") {
    const auto acting = Sam();
    CHECK(refusal([&] { reply(fresh(), {"phone", " \n", false}, acting.acting()); }) == "the reply is empty");
    CHECK(refusal([&] { hear(fresh(), {"phone", "", ""}, acting.acting()); }) == "what was heard is empty");
    CHECK(refusal([&] { note(fresh(), {"\t"}, acting.acting()); }) == "the note is empty");
    CHECK(as<did::Reply>(reply(closed(), {"phone", "hello", false}, acting.acting())));
    CHECK(as<did::Hear>(hear(closed(), {"phone", "hello", ""}, acting.acting())));
    CHECK(as<did::Note>(note(closed(), {"hello"}, acting.acting())));
}

TEST_CASE("an entry of work takes from one minute to 24 hours") {
    CHECK(working(samples::worked(Minutes(0))) == "work takes at least a minute");
    CHECK(working(samples::worked(Minutes(-5))) == "work takes at least a minute");
    CHECK(working(samples::worked(Minutes(1))).empty());
    CHECK(working(samples::worked(std::chrono::hours(24))).empty());
    CHECK(working(samples::worked(Minutes(24 * 60 + 1))) == "24:01 is more than 24 hours in one entry");
}

TEST_CASE("work that ends in the future is refused") {
    auto work = samples::worked(Minutes(60));
    work.began = at("2026-11-20T11:00Z");
    CHECK(working(work).empty());
    work.began = at("2026-11-20T11:00:00.001Z");
    CHECK(working(work) == "work that began at 2026-11-20 11:00 and took 1:00 ends in the future");
    work.began = at("2026-12-24T11:00Z");
    CHECK(!working(work).empty());
}

TEST_CASE("work may be logged on a ticket in any status, and before the ticket was opened") {
    for (const auto& made : {fresh(), waiting(), resolved(), closed()}) CHECK(working(samples::worked(Minutes(5)), made).empty());
    auto early = samples::worked(Minutes(5));
    early.began = at("2026-11-19T08:00Z");
    CHECK(working(early).empty());
}

TEST_CASE("work keeps its beginning when its event is moved on") {
    const auto log = [](Ticket made) {
        const auto logged = work(made, samples::worked(Minutes(25)), Sam().acting());
        return std::pair(logged, began(logged, *as<did::Work>(logged)));
    };
    const auto [plain, began_plain] = log(fresh());
    CHECK(!as<did::Work>(plain)->began);
    CHECK(began_plain == at("2026-11-20T11:35Z"));
    for (const auto* last : {"2026-11-20T12:00Z", "2026-11-20T12:20Z"}) {
        const auto [moved, began_moved] = log(ticket({event(last, did::Note{"one"})}));
        CHECK(moved.at > Sam().now);
        CHECK(began_moved == at("2026-11-20T11:35Z"));
    }
}

TEST_CASE("a priority is changed to another that the policy has, on a ticket that is not closed") {
    const Sam sam;
    const auto change = [&](const Ticket& on, const std::string& to) {
        return refusal([&] { prioritise(on, {"", to, "", "", ""}, sam.acting()); });
    };
    CHECK(change(fresh(), "hihg") == "there is no priority \"hihg\", did you mean \"high\"?");
    CHECK(change(fresh(), "medium") == "K7QF4 already has priority medium");
    CHECK(change(closed(), "high") == "K7QF4 is closed");
    CHECK(change(resolved(), "high").empty());
    CHECK(as<did::Prioritise>(prioritise(fresh(), {"", "high", "", "", ""}, sam.acting()))->from == "medium");
}

TEST_CASE("escalating goes to the next tier, or to the one that is named") {
    const Sam sam;
    const auto to = [&](const Ticket& on, int tier) {
        return *as<did::Escalate>(escalate(on, {0, tier, "", "", ""}, sam.acting()));
    };
    CHECK(to(fresh(), 0) == did::Escalate{1, 2, "", "", ""});
    CHECK(to(fresh(), 3) == did::Escalate{1, 3, "", "", ""});
    const auto third = ticket({event("2026-11-20T10:00Z", did::Escalate{1, 3, "", "", ""})});
    CHECK(to(third, 1) == did::Escalate{3, 1, "", "", ""});
    CHECK(refusal([&] { to(third, 0); }) == "K7QF4 is in the highest tier already");
    CHECK(refusal([&] { to(fresh(), 1); }) == "K7QF4 already has tier 1");
    CHECK(refusal([&] { to(fresh(), 4); }) == "the policy has no tier 4");
    CHECK(refusal([&] { to(closed(), 2); }) == "K7QF4 is closed");
    CHECK(refusal([&] { escalate(fresh(), {0, 2, "pat", "", ""}, sam.acting()); }) == "there is no agent \"pat\"");
}

TEST_CASE("nothing is escalated under a policy without tiers") {
    Sam sam;
    sam.policy.tiers.clear();
    for (const int tier : {0, 2})
        CHECK(refusal([&] { escalate(fresh(), {0, tier, "", "", ""}, sam.acting()); }) == "the policy has no tiers");
}

TEST_CASE("a ticket is given to another agent, or to nobody") {
    Sam sam;
    const auto give = [&](const Ticket& on, const std::string& to) { return refusal([&] { assign(on, {to}, sam.acting()); }); };
    const auto kims = ticket({event("2026-11-20T10:00Z", did::Assign{"kim"})});
    CHECK(give(fresh(), "kim").empty());
    CHECK(give(kims, "nobody").empty());
    CHECK(give(kims, "kim") == "K7QF4 already has assignee kim");
    CHECK(give(fresh(), "nobody") == "K7QF4 already has assignee nobody");
    CHECK(give(fresh(), "pat") == "there is no agent \"pat\"");
    CHECK(give(closed(), "kim") == "K7QF4 is closed");
    sam.policy.agents.clear();
    CHECK(give(fresh(), "pat").empty());
    CHECK(give(fresh(), "") == "the assignee is empty");
}

TEST_CASE("a kind is changed to another that the policy has, even on a closed ticket") {
    const auto change = [](const Ticket& on, const std::string& to) {
        return refusal([&] { change_kind(on, {"", to, ""}, Sam().acting()); });
    };
    CHECK(change(closed(), "fault").empty());
    CHECK(change(fresh(), "howto") == "K7QF4 already has kind howto");
    CHECK(change(fresh(), "wish") == "there is no kind \"wish\"");
    CHECK(as<did::Kind>(change_kind(fresh(), {"", "fault", ""}, Sam().acting()))->from == "howto");
}

TEST_CASE("a scope is in or out, and not without a reason") {
    const auto change = [](const Ticket& on, const std::string& to, const std::string& why) {
        return refusal([&] { change_scope(on, {to, why}, Sam().acting()); });
    };
    const auto out = ticket({event("2026-11-20T10:00Z", did::Scope{"out", "hardware"})});
    CHECK(change(fresh(), "out", "hardware").empty());
    CHECK(change(out, "in", "ours after all").empty());
    CHECK(change(fresh(), "out", " ") == "the reason is empty");
    CHECK(change(fresh(), "in", "why") == "K7QF4 already has scope in");
    CHECK(change(out, "out", "why") == "K7QF4 already has scope out");
    CHECK(change(fresh(), "outside", "why") == "there is no scope \"outside\"");
}

TEST_CASE("what is open can wait for somebody") {
    const auto let = [](const Ticket& on, did::Wait wait) {
        return refusal([&] { desk::wait(on, std::move(wait), Sam().acting()); });
    };
    CHECK(let(fresh(), {"client", "", {}}).empty());
    CHECK(let(waiting(), {"vendor", "", at("2026-11-20T12:01Z")}).empty());
    CHECK(let(fresh(), {"client", "", at("2026-11-20T12:00Z")}) == "2026-11-20 12:00 is past");
    CHECK(let(fresh(), {" ", "", {}}) == "who has to act is empty");
    CHECK(let(resolved(), {"client", "", {}}) == "K7QF4 is resolved and waits for nobody");
    CHECK(let(closed(), {"client", "", {}}) == "K7QF4 is closed");
}

TEST_CASE("only what waits is resumed") {
    const auto go_on = [](const Ticket& on) { return refusal([&] { resume(on, {""}, Sam().acting()); }); };
    CHECK(go_on(waiting()).empty());
    CHECK(go_on(fresh()) == "K7QF4 does not wait: it is new");
    CHECK(go_on(resolved()) == "K7QF4 does not wait: it is resolved");
    CHECK(go_on(closed()) == "K7QF4 does not wait: it is closed");
}

TEST_CASE("what is open is resolved, with a text") {
    const auto solve = [](const Ticket& on, const std::string& text) {
        return refusal([&] { resolve(on, {text, "", "", ""}, Sam().acting()); });
    };
    CHECK(solve(fresh(), "done").empty());
    CHECK(solve(waiting(), "done").empty());
    CHECK(solve(fresh(), " ") == "the resolution is empty");
    CHECK(solve(resolved(), "done") == "K7QF4 is resolved already");
    CHECK(solve(closed(), "done") == "K7QF4 is closed");
}

TEST_CASE("a resolution is confirmed once") {
    const auto again = [](const Ticket& on) { return refusal([&] { confirm(on, {"Jane"}, Sam().acting()); }); };
    const auto confirmed = ticket({resolution, event("2026-11-20T10:10Z", did::Confirm{"Jane"})});
    CHECK(again(resolved()).empty());
    CHECK(again(confirmed) == "K7QF4 is confirmed already");
    CHECK(again(fresh()) == "K7QF4 is new: there is no resolution to confirm");
    CHECK(again(closed()) == "K7QF4 is closed: there is no resolution to confirm");
}

TEST_CASE("a confirmation holds for the resolution before it only") {
    const auto confirmation = event("2026-11-20T10:10Z", did::Confirm{"Jane"});
    const auto reopened = event("2026-11-20T10:20Z", did::Reopen{"again", "", ""});
    const auto second = event("2026-11-20T10:30Z", did::Resolve{"this time", "", "", ""});
    CHECK(!is_confirmed(resolved()));
    CHECK(is_confirmed(ticket({resolution, confirmation})));
    CHECK(!is_confirmed(ticket({resolution, confirmation, reopened, second})));
    CHECK(refusal([&] { confirm(ticket({resolution, confirmation, reopened, second}), {""}, Sam().acting()); }).empty());
}

TEST_CASE("what is resolved is closed, what is not needs a reason") {
    const auto end = [](const Ticket& on, const std::string& why) {
        return refusal([&] { close(on, {why, ""}, Sam().acting()); });
    };
    CHECK(end(resolved(), "").empty());
    CHECK(end(fresh(), "") == "K7QF4 is new, not resolved");
    CHECK(end(fresh(), " ") == "K7QF4 is new, not resolved");
    CHECK(end(waiting(), "") == "K7QF4 is waiting, not resolved");
    CHECK(end(waiting(), "never heard again").empty());
    CHECK(end(closed(), "why") == "K7QF4 is closed already");
}

TEST_CASE("the client's word is asked for before closing, and needed where the policy demands it") {
    Sam sam;
    const auto confirmed = ticket({resolution, event("2026-11-20T10:10Z", did::Confirm{"Jane"})});
    const auto end = [&](const Ticket& on) { return refusal([&] { close(on, {"", ""}, sam.acting()); }); };
    for (const auto demand : {Policy::Confirm::no, Policy::Confirm::ask}) {
        sam.policy.confirm = demand;
        CHECK(end(resolved()).empty());
    }
    sam.policy.confirm = Policy::Confirm::demand;
    CHECK(end(resolved()) == "the client has not confirmed that K7QF4 works");
    CHECK(end(confirmed).empty());
}

TEST_CASE("a ticket closed on 1 October may be reopened through 31 October of the desk's calendar") {
    // 23:30 in London, still summer time; on 31 October it is winter.
    const auto late = closed_at("2026-10-01T22:30Z");
    CHECK(reopen_until(late, samples::policy()) == std::chrono::year(2026) / 10 / 31);
    CHECK(reopening(late, "2026-10-01T22:31Z").empty());
    CHECK(reopening(late, "2026-10-31T23:59:59.999Z").empty());
    CHECK(reopening(late, "2026-11-01T00:00Z") == "K7QF4 could be reopened through 2026-10-31");
    CHECK(!reopening(late, "2027-10-01T00:00Z").empty());
}

TEST_CASE("the last day to reopen is the zone's, in summer and in winter") {
    // 00:30 on 2 October in London.
    CHECK(reopen_until(closed_at("2026-10-01T23:30Z"), samples::policy()) == std::chrono::year(2026) / 11 / 1);
    // Closed in winter, refused from 23:00 UTC of a summer's evening.
    const auto winter = closed_at("2027-03-10T23:59Z");
    CHECK(reopening(winter, "2027-04-09T22:59:59.999Z").empty());
    CHECK(!reopening(winter, "2027-04-09T23:00Z").empty());
    auto kiritimati = samples::policy();
    kiritimati.zone = samples::zone("Pacific/Kiritimati");
    CHECK(reopen_until(closed_at("2026-10-01T10:00Z"), kiritimati) == std::chrono::year(2026) / 11 / 1);
}

TEST_CASE("the days to reopen are counted from the last closing") {
    const auto twice =
        ticket({event("2026-12-01T10:00Z", did::Close{"", ""}), event("2026-12-02T10:00Z", did::Reopen{"again", "", ""}),
                event("2026-12-20T10:00Z", did::Close{"", ""})});
    CHECK(reopen_until(twice, samples::policy()) == std::chrono::year(2027) / 1 / 19);
}

TEST_CASE("a policy without a limit lets a ticket be reopened for ever, one of no days on the same day only") {
    auto policy = samples::policy();
    const auto made = closed_at("2026-10-01T10:00Z");
    policy.reopen_within.reset();
    CHECK(!reopen_until(made, policy));
    CHECK(reopening(made, "2036-01-01T00:00Z", policy).empty());
    policy.reopen_within = 0;
    CHECK(reopening(made, "2026-10-01T22:59Z", policy).empty());
    CHECK(!reopening(made, "2026-10-01T23:00Z", policy).empty());
}

TEST_CASE("what is resolved is reopened at any time, what is open is not, and nothing without a reason") {
    CHECK(reopening(resolved(), "2030-01-01T00:00Z").empty());
    CHECK(!reopen_until(resolved(), samples::policy()));
    CHECK(reopening(fresh(), "2026-11-20T12:00Z") == "K7QF4 is new: there is nothing to reopen");
    CHECK(reopening(waiting(), "2026-11-20T12:00Z") == "K7QF4 is waiting: there is nothing to reopen");
    CHECK(refusal([] { reopen(closed(), {" ", "", ""}, Sam().acting()); }) == "the reason is empty");
}

TEST_CASE("a refusal to reopen says how to open one that follows") {
    try {
        reopen(closed_at("2026-10-01T10:00Z"), {"again", "", ""}, Sam().acting());
        FAIL("was not refused");
    } catch (const Error& error) {
        CHECK(error.hint == "open a new one that follows it: desk new TITLE --follows 2611-K7QF4");
    }
}

TEST_CASE("what was resolved or closed is rated") {
    const auto score = [](const Ticket& on, const std::string& word) {
        return refusal([&] { rate(on, {word, "", false}, Sam().acting()); });
    };
    const auto reopened = ticket({resolution, event("2026-11-20T11:00Z", did::Reopen{"again", "", ""})});
    CHECK(score(resolved(), "excellent").empty());
    CHECK(score(closed(), "poor").empty());
    CHECK(score(reopened, "poor").empty());
    CHECK(score(ticket({closing}), "poor").empty());
    CHECK(score(fresh(), "excellent") == "K7QF4 was never resolved: there is nothing to rate");
    CHECK(score(resolved(), "") == "the score is empty");
}

TEST_CASE("a link goes to another ticket, once in each sense") {
    const auto connect = [](const Ticket& on, const std::string& to, const std::string& sense) {
        return refusal([&] { link(on, {to, sense}, Sam().acting()); });
    };
    const auto linked = ticket({event("2026-11-20T10:00Z", did::Link{"2611-9XW2M", "follows"})});
    CHECK(connect(fresh(), "2611-9XW2M", "follows").empty());
    CHECK(connect(linked, "2611-9XW2M", "blocks").empty());
    CHECK(connect(linked, "2611-9XW2M", "follows") == "K7QF4 follows 2611-9XW2M already");
    CHECK(connect(fresh(), "2611-K7QF4", "follows") == "K7QF4 cannot be linked to itself");
}

TEST_CASE("an edit keeps what the text was, and changes something") {
    const auto change = [](const std::string& name, const std::string& to) {
        return *as<did::Edit>(edit(fresh(), {name, "", to}, Sam().acting()));
    };
    CHECK(change("title", "Payroll export stops") == did::Edit{"title", "Payroll export fails", "Payroll export stops"});
    CHECK(change("client", "") == did::Edit{"client", "acme", ""});
    CHECK(refusal([&] { change("title", ""); }) == "a ticket needs a title");
    CHECK(refusal([&] { change("title", "  "); }) == "a ticket needs a title");
    CHECK(refusal([&] { change("client", "acme"); }) == "the client of K7QF4 is that already");
    CHECK(!refusal([&] { change("status", "closed"); }, Fault::internal).empty());
}

TEST_CASE("every editable field is a text of the header") {
    auto made = fresh();
    for (const auto& name : editable_fields()) {
        field(made, name) = "changed";
        CHECK(field(std::as_const(made), name) == "changed");
    }
    CHECK(made.title == "changed");
    CHECK(made.requester == Requester{"changed", "changed", "changed"});
}

TEST_CASE("a refusal changes nothing, and an event that is answered can be appended") {
    samples::Dice dice(21);
    const Sam sam;
    for (int round = 0; round < 200; ++round) {
        auto made = ticket();
        for (int i = 0; i < 12; ++i) {
            const auto what = dice.did();
            const auto as_it_was = made;
            const auto verb = [&](const auto& action) {
                try {
                    append(made, action());
                } catch (const Error& error) {
                    CHECK(error.fault == Fault::refused);
                    CHECK(made == as_it_was);
                }
            };
            if (const auto* change = std::get_if<did::Prioritise>(&what))
                verb([&] { return prioritise(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Escalate>(&what))
                verb([&] { return escalate(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Assign>(&what)) verb([&] { return assign(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Wait>(&what)) verb([&] { return desk::wait(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Resolve>(&what)) verb([&] { return resolve(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Close>(&what)) verb([&] { return close(made, *change, sam.acting()); });
            if (const auto* change = std::get_if<did::Reopen>(&what)) verb([&] { return reopen(made, *change, sam.acting()); });
            REQUIRE(inconsistencies(made, sam.policy.zone).empty());
        }
    }
}

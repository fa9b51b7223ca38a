#include "core/verbs/lifecycle.hpp"

#include <doctest/doctest.h>

#include "core/contract/agent.hpp"
#include "core/contract/tier.hpp"
#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

NewTicket report() {
    NewTicket made;
    made.title = "Payroll export fails";
    return made;
}

std::string opening(const NewTicket& wanted, const Sam& sam = {}) {
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
    CHECK(with([](NewTicket& r) { r.title = ""; }) == "a ticket needs a title");
    CHECK(with([](NewTicket& r) { r.title = " \n"; }) == "a ticket needs a title");
    CHECK(with([](NewTicket& r) { r.kind = "falt"; }) == "unknown kind \"falt\", did you mean \"fault\"?");
    CHECK(with([](NewTicket& r) { r.priority = "urgent"; }) == "unknown priority \"urgent\"");
    CHECK(with([](NewTicket& r) { r.tier = 4; }) == "unknown tier 4");
    CHECK(with([](NewTicket& r) { r.tier = -1; }) == "unknown tier -1");
    CHECK(with([](NewTicket& r) { r.assignee = "kin"; }) == "unknown agent \"kin\", did you mean \"kim\"?");
    CHECK(with([](NewTicket& r) { r.received = at("2026-11-20T12:00:00.001Z"); }) == "2026-11-20 12:00 is in the future");
    CHECK(with([](NewTicket& r) { r.received = at("2026-11-20T12:00Z"); }).empty());
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

TEST_CASE(
    "an event of a clock that is minutes ahead comes before what is recorded now; one that is further ahead keeps nobody from "
    "it") {
    const auto note = [](std::string_view last) {
        const auto made = ticket({event(last, did::Note{"from another machine"}, "kim")});
        return dated(made, did::Note{"mine"}, Sam().acting());
    };
    CHECK(to_text(note("2026-11-20T12:07:00.500Z").at) == "2026-11-20T12:07:00.501Z");
    CHECK(to_text(note("2026-11-20T12:10Z").at) == "2026-11-20T12:10:00.001Z");
    CHECK(note("2026-11-20T12:10:00.001Z").at == Sam().now);
    CHECK(note("9999-01-01T00:00Z").at == Sam().now);
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
    CHECK(working(worked(Minutes(0))) == "work takes at least a minute");
    CHECK(working(worked(Minutes(-5))) == "work takes at least a minute");
    CHECK(working(worked(Minutes(1))).empty());
    CHECK(working(worked(std::chrono::hours(24))).empty());
    CHECK(working(worked(Minutes(24 * 60 + 1))) == "24:01 is more than 24 hours in one entry");
}

TEST_CASE("work that ends in the future is refused") {
    auto work = worked(Minutes(60));
    work.began = at("2026-11-20T11:00Z");
    CHECK(working(work).empty());
    work.began = at("2026-11-20T11:00:00.001Z");
    CHECK(working(work) == "work that began at 2026-11-20 11:00 and took 1:00 ends in the future");
    work.began = at("2026-12-24T11:00Z");
    CHECK(!working(work).empty());
}

TEST_CASE("work may be logged on a ticket in any status, and before the ticket was opened") {
    for (const auto& made : {fresh(), waiting(), resolved(), closed()}) CHECK(working(worked(Minutes(5)), made).empty());
    auto early = worked(Minutes(5));
    early.began = at("2026-11-19T08:00Z");
    CHECK(working(early).empty());
}

TEST_CASE("work keeps its beginning when its event is moved on") {
    const auto log = [](Ticket made) {
        const auto logged = work(made, worked(Minutes(25)), Sam().acting());
        return std::pair(logged, began(logged, *as<did::Work>(logged)));
    };
    const auto [plain, began_plain] = log(fresh());
    CHECK(!as<did::Work>(plain)->began);
    CHECK(began_plain == at("2026-11-20T11:35Z"));
    for (const auto* last : {"2026-11-20T12:00Z", "2026-11-20T12:09Z"}) {
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
    CHECK(change(fresh(), "hihg") == "unknown priority \"hihg\", did you mean \"high\"?");
    CHECK(change(fresh(), "medium") == "the priority of K7QF4 is already medium");
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
    CHECK(refusal([&] { to(third, 0); }) == "K7QF4 is already in the highest tier");
    CHECK(refusal([&] { to(fresh(), 1); }) == "the tier of K7QF4 is already 1");
    CHECK(refusal([&] { to(fresh(), 4); }) == "unknown tier 4");
    CHECK(refusal([&] { to(closed(), 2); }) == "K7QF4 is closed");
    CHECK(refusal([&] { escalate(fresh(), {0, 2, "pat", "", ""}, sam.acting()); }) == "unknown agent \"pat\"");
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
    CHECK(give(kims, "kim") == "the assignee of K7QF4 is already kim");
    CHECK(give(fresh(), "nobody") == "the assignee of K7QF4 is already nobody");
    CHECK(give(fresh(), "pat") == "unknown agent \"pat\"");
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
    CHECK(change(fresh(), "howto") == "the kind of K7QF4 is already howto");
    CHECK(change(fresh(), "wish") == "unknown kind \"wish\"");
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
    CHECK(change(fresh(), "in", "why") == "the scope of K7QF4 is already in");
    CHECK(change(out, "out", "why") == "the scope of K7QF4 is already out");
    CHECK(change(fresh(), "outside", "why") == "unknown scope \"outside\"");
}

TEST_CASE("a link goes to another ticket, once in each sense") {
    const auto connect = [](const Ticket& on, const std::string& to, const std::string& sense) {
        return refusal([&] { link(on, {to, sense}, Sam().acting()); });
    };
    const auto linked = ticket({event("2026-11-20T10:00Z", did::Link{"2611-9XW2M", "follows"})});
    CHECK(connect(fresh(), "2611-9XW2M", "follows").empty());
    CHECK(connect(linked, "2611-9XW2M", "blocks").empty());
    CHECK(connect(linked, "2611-9XW2M", "follows") == "K7QF4 already follows 2611-9XW2M");
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
    CHECK(refusal([&] { change("client", "acme"); }) == "the client of K7QF4 is already that");
    CHECK(!refusal([&] { change("status", "closed"); }, Fault::internal).empty());
}

TEST_CASE("every editable field is a text of the header") {
    auto made = fresh();
    for (const auto* name :
         {"title", "client", "release", "requester.name", "requester.email", "requester.phone", "description"}) {
        field(made, name) = "changed";
        CHECK(field(std::as_const(made), name) == "changed");
    }
    CHECK(made.title == "changed");
    CHECK(made.requester == Requester{"changed", "changed", "changed"});
}

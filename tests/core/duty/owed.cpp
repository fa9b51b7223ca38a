#include "core/duty/owed.hpp"

#include <doctest/doctest.h>

#include "core/contract/assess_rule.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/update_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

using std::chrono::hours;
using What = Owed::What;

Target time_of(Seconds time) { return {Target::Form::time, time, 0}; }

Goal goal(Target target) { return {Goal::Join::all, {target}}; }

/// The sample desk, where nothing is owed unless a test says so.
Policy quiet() {
    auto made = policy();
    made.resolution->confirm = Policy::Resolution::Confirm::no;
    return made;
}

std::vector<Owed> owing(const Ticket& ticket, const Policy& policy, std::string_view now = "2026-11-20T12:00Z") {
    return owed(ticket, Terms{policy}, at(now));
}

/// The texts, one after the other.
std::string texts(const Ticket& ticket, const Policy& policy, std::string_view now = "2026-11-20T12:00Z") {
    std::string all;
    for (const auto& each : owing(ticket, policy, now)) all += (all.empty() ? "" : "; ") + each.text;
    return all;
}

Event said(std::string_view when, std::string via = "email", bool automatic = false) {
    return event(when, did::Reply{std::move(via), "hello", automatic});
}

Event heard(std::string_view when) { return event(when, did::Hear{"phone", "hello", ""}); }

Event high(std::string_view when) { return event(when, did::Prioritise{"medium", "high", "", "", ""}); }

Ticket with(Ticket ticket, const std::vector<Event>& events) {
    for (const auto& each : events) append(ticket, each);
    return ticket;
}

Ticket without_priority() {
    auto made = fresh();
    std::get<did::Open>(samples::recorded(made).front().what).priority.clear();
    made.now = fold(made.log);
    return made;
}

}  // namespace

TEST_CASE("where the policy asks for nothing, nothing is owed") {
    for (const auto& made : {fresh(), waiting(), resolved(), closed()}) CHECK(texts(made, quiet()).empty());
}

TEST_CASE("a late target is owed since it was due, until it is met") {
    auto made = quiet();
    made.priorities[2].targets.respond = goal(time_of(Minutes(50)));
    CHECK(texts(fresh(), made, "2026-11-20T09:50Z").empty());
    CHECK(owing(fresh(), made) ==
          std::vector<Owed>{{What::target, "response 2:10 over", at("2026-11-20T09:50Z"), at("2026-11-20T09:50Z")}});
    for (const auto& each : owing(fresh(), made)) CHECK(each.is_late(at("2026-11-20T12:00Z")));
    CHECK(texts(ticket({said("2026-11-20T11:00Z")}), made).empty());
}

TEST_CASE("a priority is owed where the policy has priorities") {
    auto made = quiet();
    CHECK(owing(without_priority(), made) == std::vector<Owed>{{What::assess, "no priority yet", at("2026-11-20T09:00Z"), {}}});
    made.assess = {{{{{"kind", {"howto"}}}}, "high"}};
    CHECK(texts(without_priority(), made) == "no priority yet; the rules give high");
    CHECK(texts(with(without_priority(), {resolution()}), made).empty());
    made.priorities.clear();
    CHECK(texts(without_priority(), made).empty());
}

TEST_CASE("what is to be taken at once is owed while nobody has it") {
    auto made = quiet();
    made.priorities[1].immediate = true;
    CHECK(texts(fresh(), made).empty());
    const auto urgent = ticket({high("2026-11-20T10:00Z")});
    CHECK(owing(urgent, made) ==
          std::vector<Owed>{{What::assign, "priority high and nobody has it", at("2026-11-20T10:00Z"), {}}});
    CHECK(texts(with(urgent, {event("2026-11-20T10:10Z", did::Assign{"kim"})}), made).empty());
}

TEST_CASE("the client is told the priority, and every change of it, by a person") {
    auto made = quiet();
    made.updates->priority = true;
    CHECK(owing(fresh(), made) ==
          std::vector<Owed>{{What::tell_priority, "priority medium not told", at("2026-11-20T09:00Z"), {}}});
    std::vector<Event> log{said("2026-11-20T09:01Z", "email", true)};
    CHECK(texts(ticket(log), made) == "priority medium not told");
    log.push_back(said("2026-11-20T09:10Z"));
    CHECK(texts(ticket(log), made).empty());
    log.push_back(event("2026-11-20T10:00Z", did::Prioritise{"medium", "high", "", "", "near 80 % resolve"}, "desk"));
    CHECK(texts(ticket(log), made) == "priority high not told");
    log.push_back(said("2026-11-20T10:10Z"));
    CHECK(texts(ticket(log), made).empty());
    CHECK(texts(without_priority(), made) == "no priority yet");
}

TEST_CASE("what a step found is told, unless it was skipped") {
    auto made = quiet();
    Process::Step estimate;
    estimate.name = "estimate";
    estimate.tell = true;
    made.processes = {{"change", {}, false, {estimate}}};
    const auto done = ticket({event("2026-11-20T10:00Z", did::Step{"estimate", "", "three days"})});
    CHECK(owing(done, made) == std::vector<Owed>{{What::tell_step, "estimate not told", at("2026-11-20T10:00Z"), {}}});
    CHECK(texts(with(done, {said("2026-11-20T10:10Z")}), made).empty());
    CHECK(texts(ticket({event("2026-11-20T10:00Z", did::Step{"estimate", "skipped", "small"})}), made).empty());
}

TEST_CASE("when a target is missed the client is told by the channel agreed") {
    auto made = quiet();
    made.priorities[2].targets.resolve = goal(time_of(hours(1)));
    made.updates->late_by = "phone";
    CHECK(texts(fresh(), made, "2026-11-20T11:00Z") == "resolution 1:00 over; resolution late, not told by phone");
    const auto late = ticket({event("2026-11-20T11:00Z", did::Resolve{"corrected", "", "", ""})});
    CHECK(texts(late, made) == "resolution late, not told by phone");
    CHECK(texts(with(late, {said("2026-11-20T09:30Z", "phone"), said("2026-11-20T11:10Z")}), made) ==
          "resolution late, not told by phone");
    CHECK(texts(with(late, {said("2026-11-20T11:10Z", "phone")}), made).empty());
}

TEST_CASE("the client is not left without a word for too long") {
    auto made = quiet();
    made.updates->every = time_of(hours(8));
    CHECK(texts(fresh(), made, "2026-11-20T17:00Z").empty());
    CHECK(owing(fresh(), made, "2026-11-20T18:20Z") == std::vector<Owed>{{What::update, "no update to the client for 9:20",
                                                                          at("2026-11-20T09:00Z"), at("2026-11-20T17:00Z")}});
    const auto told = ticket({said("2026-11-20T12:00Z"), said("2026-11-20T17:00Z", "email", true)});
    CHECK(texts(told, made, "2026-11-20T20:00Z").empty());
    CHECK(texts(told, made, "2026-11-20T20:01Z") == "no update to the client for 8:01");
    CHECK(texts(resolved(), made, "2026-11-25T09:00Z").empty());
}

TEST_CASE("while the desk waits for the client it owes them no word") {
    auto made = quiet();
    made.updates->every = time_of(hours(8));
    CHECK(texts(waiting(), made, "2026-11-25T09:00Z").empty());
    const auto back = with(waiting(), {event("2026-11-25T08:00Z", did::Resume{""})});
    // The hour before the wait counts.
    CHECK(texts(back, made, "2026-11-25T15:00Z").empty());
    CHECK(texts(back, made, "2026-11-25T15:01Z") == "no update to the client for 8:01");
    const auto vendor = ticket({event("2026-11-20T10:00Z", did::Wait{"vendor", "", {}})});
    CHECK(texts(vendor, made, "2026-11-20T18:00Z") == "no update to the client for 9:00");
}

TEST_CASE("items of the report are asked for") {
    auto made = quiet();
    for (const auto* name : {"steps", "since"}) {
        Policy::Intake::Item item;
        item.name = name;
        made.intake->items.push_back(item);
    }
    CHECK(owing(fresh(), made) == std::vector<Owed>{{What::intake, "to ask for: steps, since", at("2026-11-20T09:00Z"), {}}});
    const auto steps = event("2026-11-20T10:00Z", did::Answer{"steps", "print"});
    CHECK(texts(ticket({steps}), made) == "to ask for: since");
    CHECK(texts(ticket({steps, resolution()}), made).empty());
}

TEST_CASE("a tier wants its answers") {
    auto made = quiet();
    made.tiers[0].needs = {"plan"};
    made.tiers[1].needs = {"plan", "site"};
    CHECK(owing(fresh(), made) == std::vector<Owed>{{What::plan, "tier 1 needs: plan", at("2026-11-20T09:00Z"), {}}});
    const auto planned = ticket({event("2026-11-20T09:10Z", did::Answer{"plan", "restart it"})});
    CHECK(texts(planned, made).empty());
    const auto second = with(planned, {event("2026-11-20T10:00Z", did::Escalate{1, 2, "", "", ""})});
    CHECK(owing(second, made) == std::vector<Owed>{{What::plan, "tier 2 needs: site", at("2026-11-20T10:00Z"), {}}});
}

TEST_CASE("the next step of a process is owed, within its time of the step before it") {
    auto made = quiet();
    Process::Step spec, quote;
    spec.name = "spec";
    quote.name = "quote";
    quote.within = time_of(hours(2));
    spec.within = time_of(hours(1));
    made.processes = {{"change", {{{"kind", {"change", "howto"}}}}, false, {spec, quote}}};
    CHECK(owing(fresh(), made) ==
          std::vector<Owed>{{What::step, "change: spec", at("2026-11-20T09:00Z"), at("2026-11-20T10:00Z")}});
    const auto specified = ticket({event("2026-11-20T09:30Z", did::Step{"spec", "", ""})});
    CHECK(owing(specified, made) ==
          std::vector<Owed>{{What::step, "change: quote", at("2026-11-20T09:30Z"), at("2026-11-20T11:30Z")}});
    const auto became = ticket({event("2026-11-20T09:40Z", did::Kind{"howto", "fault", ""}),
                                event("2026-11-20T11:00Z", did::Kind{"fault", "change", ""})});
    CHECK(owing(became, made).front().since == at("2026-11-20T11:00Z"));
}

TEST_CASE("a step that waits for the gate of another process is not owed yet") {
    auto made = quiet();
    Process::Step approval, build;
    approval.name = "approval";
    approval.gates = {"build"};
    build.name = "build";
    made.processes = {{"change", {}, false, {approval}}, {"modification", {}, false, {build}}};
    CHECK(texts(fresh(), made) == "change: approval");
    CHECK(texts(ticket({event("2026-11-20T10:00Z", did::Step{"approval", "yes", ""})}), made) == "modification: build");
}

TEST_CASE("a date that was to be agreed is owed until it is promised") {
    auto made = quiet();
    made.priorities[2].targets.resolve = goal({Target::Form::agreed, {}, 0});
    CHECK(owing(fresh(), made) ==
          std::vector<Owed>{{What::promise, "resolution date not yet agreed", at("2026-11-20T09:00Z"), {}}});
    const auto promised = ticket({event("2026-11-20T10:00Z", did::Promise{"2026-12-01", "resolve", "Jane Doe"})});
    CHECK(texts(promised, made).empty());
    made.priorities[2].targets.resolve = goal({Target::Form::next_release, {}, 0});
    CHECK(texts(fresh(), made) == "resolution: workaround, date");
}

TEST_CASE("a resolution is to be confirmed where the policy asks for it") {
    auto made = quiet();
    for (const auto how : {Policy::Resolution::Confirm::ask, Policy::Resolution::Confirm::demand}) {
        made.resolution->confirm = how;
        CHECK(owing(resolved(), made) == std::vector<Owed>{{What::confirm, "ask whether it works", at("2026-11-20T10:00Z"), {}}});
        CHECK(texts(with(resolved(), {event("2026-11-20T11:00Z", did::Confirm{})}), made).empty());
    }
}

TEST_CASE("a client who was heard last is owed an answer") {
    const auto made = quiet();
    CHECK(owing(ticket({heard("2026-11-20T10:00Z")}), made) ==
          std::vector<Owed>{{What::answer, "the client has not been answered", at("2026-11-20T10:00Z"), {}}});
    CHECK(texts(ticket({heard("2026-11-20T10:00Z"), said("2026-11-20T10:10Z", "email", true)}), made) ==
          "the client has not been answered");
    CHECK(texts(ticket({heard("2026-11-20T10:00Z"), said("2026-11-20T10:10Z")}), made).empty());
    CHECK(texts(ticket({heard("2026-11-20T09:50Z"), resolution()}), made).empty());
    CHECK(texts(with(resolved(), {heard("2026-11-20T10:10Z")}), made) == "heard, and resolved");
    const auto after = with(closed(), {heard("2026-11-20T10:40Z")});
    CHECK(texts(after, made) == "heard, and closed");
    CHECK(texts(with(after, {event("2026-11-20T10:50Z", did::Confirm{"Jane"})}), made).empty());
    CHECK(texts(with(after, {said("2026-11-20T10:50Z")}), made).empty());
    CHECK(texts(with(after, {event("2026-11-20T10:50Z", did::Close{})}), made) == "heard, and closed");
    const did::Reopen reopening{"it is back", "other", "email"};
    CHECK(texts(with(after, {event("2026-11-20T10:50Z", reopening)}), made).empty());
    CHECK(texts(with(after, {event("2026-11-20T10:50Z", reopening, "desk")}), made) == "the client has not been answered");
    auto thanks = heard("2026-11-20T10:50Z");
    std::get<did::Hear>(thanks.what).no_answer = true;
    CHECK(texts(with(after, {thanks}), made).empty());
    CHECK(texts(with(ticket({heard("2026-11-20T09:50Z")}), {event("2026-11-20T10:00Z", did::Close{"sold", ""})}), made).empty());
}

TEST_CASE("feedback is read, even that on a closed ticket") {
    const auto made = quiet();
    const auto rated = with(closed(), {event("2026-11-21T10:00Z", did::Rate{"good", "", false}),
                                       event("2026-11-22T10:00Z", did::Rate{"poor", "", false})});
    CHECK(owing(rated, made, "2026-11-23T09:00Z") ==
          std::vector<Owed>{{What::read, "feedback not read", at("2026-11-21T10:00Z"), {}}});
    CHECK(texts(with(rated, {event("2026-11-23T08:00Z", did::Rate{"poor", "", true})}), made).empty());
}

TEST_CASE("out of scope only an answer is owed, and the reading of feedback") {
    auto made = policy();
    made.updates->priority = true;
    made.tiers[0].needs = {"plan"};
    const auto out = with(resolved(), {event("2026-11-20T10:10Z", did::Scope{"out", "hardware"}), heard("2026-11-20T10:20Z"),
                                       event("2026-11-20T10:30Z", did::Rate{"poor", "", false})});
    CHECK(texts(out, made) == "heard, and resolved; feedback not read");
}

TEST_CASE("the longest owed comes first") {
    auto made = policy();
    made.updates->priority = true;
    const auto all = owing(with(resolved(), {heard("2026-11-20T10:10Z"), high("2026-11-20T10:20Z")}), made);
    REQUIRE(all.size() == 3);
    CHECK(all[0].what == What::confirm);
    CHECK(all[1].what == What::answer);
    CHECK(all[2].what == What::tell_priority);
}

TEST_CASE("every thing owed has a word of its own") {
    CHECK(to_text(What::target) == "target");
    CHECK(to_text(What::tell_priority) == "tell-priority");
    CHECK(to_text(What::tell_late) == "tell-late");
    CHECK(to_text(What::read) == "read");
}

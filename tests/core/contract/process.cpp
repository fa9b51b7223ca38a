#include "core/contract/process.hpp"

#include <doctest/doctest.h>

#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Process::Step step(std::string name) {
    Process::Step made;
    made.name = std::move(name);
    return made;
}

Process::Step gate(std::string name, std::vector<std::string> gates) {
    auto made = step(std::move(name));
    made.gates = std::move(gates);
    return made;
}

Process::Step branch(std::string name, std::string after, std::vector<std::string> results) {
    auto made = step(std::move(name));
    made.after = std::move(after);
    made.after_results = std::move(results);
    return made;
}

std::vector<Process> change(std::vector<Process::Step> steps, bool strict = false) {
    return {{"change", {}, strict, std::move(steps)}};
}

Event did_step(std::string_view when, std::string name, std::string result = {}) {
    return event(when, did::Step{std::move(name), std::move(result), ""});
}

Event worked_as(std::string_view when, std::string mode) {
    auto work = worked(Minutes(10));
    work.mode = std::move(mode);
    return event(when, work);
}

std::string names(const std::vector<StepState>& states) {
    std::string all;
    for (const auto& state : states) all += (all.empty() ? "" : " ") + state.step->name;
    return all;
}

std::string name(const Process::Step* step) { return step ? step->name : std::string(); }

}  // namespace

TEST_CASE("the next step is the first that is neither done nor optional") {
    auto optional = step("demo");
    optional.optional = true;
    const auto processes = change({step("spec"), optional, step("quote"), step("approval")});
    CHECK(names(next_steps(fresh(), processes)) == "spec");
    const auto specified = ticket({did_step("2026-11-20T10:00Z", "spec")});
    CHECK(names(steps_of(specified, processes)) == "spec demo quote approval");
    CHECK(steps_of(specified, processes).front().done == &specified.log.back());
    CHECK(names(next_steps(specified, processes)) == "quote");
    const auto skipped = ticket({did_step("2026-11-20T10:00Z", "spec"), did_step("2026-11-20T10:01Z", "quote", "skipped"),
                                 did_step("2026-11-20T10:02Z", "approval", "yes")});
    CHECK(next_steps(skipped, processes).empty());
    CHECK(steps_of(skipped, processes)[2].is_skipped());
}

TEST_CASE("each process of a ticket has its own next step, and a process that is not for the ticket none") {
    auto processes = change({step("spec")});
    processes.push_back({"triage", {}, false, {step("verify"), step("hardware")}});
    processes.push_back({"fault", {{{"kind", {"fault"}}}}, false, {step("reproduce")}});
    CHECK(names(next_steps(fresh(), processes)) == "spec verify");
    const auto fault = ticket({event("2026-11-20T10:00Z", did::Kind{"howto", "fault", ""})});
    CHECK(names(next_steps(fault, processes)) == "spec verify reproduce");
}

TEST_CASE("a step lies on the way only where its condition holds") {
    auto asked = step("screenshot");
    asked.when = {{{"error", {"yes"}}}};
    const auto processes = change({asked, step("verify")});
    CHECK(names(steps_of(fresh(), processes)) == "verify");
    CHECK(names(steps_of(ticket({event("2026-11-20T10:00Z", did::Answer{"error", "yes"})}), processes)) == "screenshot verify");
}

TEST_CASE("a branch lies on the way when the last result of the earlier step leads to it") {
    const auto processes = change({step("hardware"), branch("client it", "hardware", {"yes", "perhaps"}),
                                   branch("visit", "client it", {"done"}), branch("upgrade", "hardware", {"no"})});
    CHECK(names(steps_of(fresh(), processes)) == "hardware");
    std::vector<Event> log{did_step("2026-11-20T10:00Z", "hardware", "yes")};
    CHECK(names(steps_of(ticket(log), processes)) == "hardware client it");
    log.push_back(did_step("2026-11-20T10:01Z", "client it", "done"));
    CHECK(names(steps_of(ticket(log), processes)) == "hardware client it visit");
    log.push_back(did_step("2026-11-20T10:02Z", "hardware", "no"));
    CHECK(names(steps_of(ticket(log), processes)) == "hardware upgrade");
}

TEST_CASE("a gate bars what must wait for it until the step is done") {
    const auto processes =
        change({gate("quote", {"approval"}), gate("approval", {"modification", "resolve"}), step("modification")});
    CHECK(name(gate_of(fresh(), processes, "quote")).empty());
    CHECK(name(gate_of(fresh(), processes, "approval")) == "quote");
    CHECK(name(gate_of(fresh(), processes, "resolve")) == "approval");
    CHECK(name(gate_of(fresh(), processes, "close")).empty());
    const auto quoted = ticket({did_step("2026-11-20T10:00Z", "quote")});
    CHECK(name(gate_of(quoted, processes, "approval")).empty());
    CHECK(name(gate_of(quoted, processes, "modification")) == "approval");
}

TEST_CASE("a skipped step opens no gate") {
    const auto processes = change({gate("quote", {"resolve"})});
    CHECK(name(gate_of(ticket({did_step("2026-11-20T10:00Z", "quote", "skipped")}), processes, "resolve")) == "quote");
}

TEST_CASE("a gate off the ticket's way bars nothing") {
    auto quote = gate("quote", {"resolve"});
    quote.when = {{{"kind", {"change"}}}};
    CHECK(name(gate_of(fresh(), change({quote}), "resolve")).empty());
}

TEST_CASE("a gate on work bars work of every mode, one on a mode only that") {
    const auto all = change({gate("agreement", {"work"})});
    for (const auto* action : {"work", "work remote", "work onsite"}) CHECK(name(gate_of(fresh(), all, action)) == "agreement");
    const auto onsite = change({gate("agreement", {"work onsite"})});
    CHECK(name(gate_of(fresh(), onsite, "work onsite")) == "agreement");
    CHECK(name(gate_of(fresh(), onsite, "work remote")).empty());
    CHECK(name(gate_of(fresh(), onsite, "work")).empty());
}

TEST_CASE("a step that is needed each time opens its gate for one entry of work") {
    auto consent = gate("consent", {"work remote"});
    consent.each = true;
    const auto processes = change({consent});
    std::vector<Event> log{worked_as("2026-11-20T10:00Z", "remote"), did_step("2026-11-20T10:10Z", "consent")};
    CHECK(name(gate_of(ticket(log), processes, "work remote")).empty());
    log.push_back(worked_as("2026-11-20T10:20Z", "onsite"));
    log.push_back(worked_as("2026-11-20T10:21Z", ""));
    CHECK(name(gate_of(ticket(log), processes, "work remote")).empty());
    log.push_back(worked_as("2026-11-20T10:30Z", "remote"));
    CHECK(name(gate_of(ticket(log), processes, "work remote")) == "consent");
    log.push_back(did_step("2026-11-20T10:40Z", "consent"));
    CHECK(name(gate_of(ticket(log), processes, "work remote")).empty());

    consent.gates = {"work", "resolve"};
    log.push_back(worked_as("2026-11-20T10:50Z", ""));
    CHECK(name(gate_of(ticket(log), change({consent}), "work onsite")) == "consent");
    CHECK(name(gate_of(ticket(log), change({consent}), "resolve")).empty());
}

TEST_CASE("a strict process refuses a step before the one that stands before it") {
    auto demo = step("demo");
    demo.optional = true;
    const std::vector steps{step("verify"), demo, step("hardware"), branch("client it", "hardware", {"yes"}), step("upgrade")};
    CHECK(!skipped_before(fresh(), change(steps), "upgrade"));
    const auto strict = change(steps, true);
    CHECK(name(skipped_before(fresh(), strict, "upgrade")) == "verify");
    CHECK(name(skipped_before(fresh(), strict, "verify")).empty());
    CHECK(name(skipped_before(fresh(), strict, "unheard of")).empty());
    std::vector<Event> log{did_step("2026-11-20T10:00Z", "verify", "skipped")};
    CHECK(name(skipped_before(ticket(log), strict, "hardware")).empty());
    CHECK(name(skipped_before(ticket(log), strict, "client it")) == "hardware");
    log.push_back(did_step("2026-11-20T10:01Z", "hardware", "no"));
    CHECK(name(skipped_before(ticket(log), strict, "upgrade")).empty());
    log.push_back(did_step("2026-11-20T10:02Z", "hardware", "yes"));
    CHECK(name(skipped_before(ticket(log), strict, "upgrade")) == "client it");
}

TEST_CASE("a condition has held since the event that last made it so") {
    const Condition high{{{"priority", {"high", "critical"}}, {"impact", {"team"}}}};
    std::vector<Event> log{event("2026-11-20T10:00Z", did::Prioritise{"medium", "high", "", "", ""})};
    CHECK(!held_since(ticket(log), high));
    log.push_back(event("2026-11-20T10:01Z", did::Answer{"impact", "team"}));
    log.push_back(event("2026-11-20T10:02Z", did::Prioritise{"high", "critical", "", "", ""}));
    CHECK(held_since(ticket(log), high)->at == at("2026-11-20T10:01Z"));
    log.push_back(event("2026-11-20T10:03Z", did::Prioritise{"critical", "low", "", "", ""}));
    CHECK(!held_since(ticket(log), high));
    log.push_back(event("2026-11-20T10:04Z", did::Prioritise{"low", "high", "", "", ""}));
    const auto made = ticket(log);
    CHECK(held_since(made, high) == &made.log.back());
    CHECK(held_since(made, {}) == &made.log.front());
    CHECK(!held_since(Ticket(), {}));
}

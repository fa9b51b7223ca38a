#include <doctest/doctest.h>

#include "core/contract/assess_rule.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/process.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/tier.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

// What the policy's rules make of the verbs: assessment, answers, processes, promises, scope, reopening.

namespace {

Process::Step step_named(const std::string& name, std::vector<std::string> results = {}, std::vector<std::string> gates = {}) {
    Process::Step made;
    made.name = name;
    made.results = std::move(results);
    made.gates = std::move(gates);
    return made;
}

/// Sam, whose policy has a process: quote, then the client's approval, then testing, which must precede the resolution.
struct Change : Sam {
    explicit Change(bool strict = true) {
        policy.processes = {
            {"change", {}, strict, {step_named("quote"), step_named("approval", {"yes", "no"}), step_named("test")}}};
    }
    std::vector<Process::Step>& steps() { return policy.processes[0].steps; }
    std::string taking(const Ticket& on, did::Step done) const {
        return refusal([&] { desk::step(on, std::move(done), acting()); });
    }
};

Ticket quoted() { return ticket({event("2026-11-20T10:00Z", did::Step{"quote", "", ""})}); }

/// Sam, whose policy assesses: a whole site is critical, a team high.
struct Assessor : Sam {
    Assessor() { policy.assess = {{{{{"impact", {"site"}}}}, "critical"}, {{{{"impact", {"team"}}}}, "high"}}; }
    std::string choosing(const Ticket& on, const std::string& to, const std::string& why = {},
                         const std::string& who = {}) const {
        return refusal([&] { prioritise(on, {"", to, why, who, ""}, acting()); });
    }
};

Ticket felt_by(const std::string& impact) { return ticket({event("2026-11-20T09:10Z", did::Answer{"impact", impact})}); }

std::string answering(const std::string& item, const std::string& text, const Sam& sam = {}) {
    return refusal([&] { answer(fresh(), {item, text}, sam.acting()); });
}

std::string promising(const std::string& due, const std::string& what = {}, const Ticket& on = fresh()) {
    return refusal([&] { promise(on, {due, what, ""}, Sam().acting()); });
}

}  // namespace

TEST_CASE("any item may be answered, with a text") {
    CHECK(answering("impact", "team").empty());
    CHECK(answering("impact", " \n") == "the answer is empty");
    CHECK(answering("", "team") == "the item is empty");
    CHECK(*as<did::Answer>(answer(closed(), {"impact", "team"}, Sam().acting())) == did::Answer{"impact", "team"});
}

TEST_CASE("an item with answers takes one of them") {
    Sam sam;
    sam.policy.intake->items = {{"replicable", "Can it be repeated?", {"yes", "no", "not tried"}, {}, {}},
                                {"since", "", {}, {}, {}}};
    CHECK(answering("replicable", "not tried", sam).empty());
    CHECK(answering("replicable", "not tired", sam) == "unknown answer \"not tired\", did you mean \"not tried\"?");
    CHECK(answering("since", "Monday", sam).empty());
    CHECK(answering("weather", "fair", sam).empty());
}

TEST_CASE("what stands in the header is not set by an answer") {
    CHECK(answering("name", "Jane") == "the name is in the header");
    CHECK(answering("description", "It stops.") == "the description is in the header");
    CHECK(answering("kind", "fault") == "the kind is not set by an answer");
    CHECK(answering("tier", "2") == "the tier is not set by an answer");
    CHECK(answering("channel", "phone") == "the channel is not set by an answer");
}

TEST_CASE("a new ticket has its answers behind the opening") {
    NewTicket report;
    report.title = "Payroll export fails";
    report.answers = {{"impact", "team"}, {"since", "Monday"}};
    const auto made = open_ticket(report, samples::reference(), Sam().acting());
    REQUIRE(made.log.size() == 3);
    CHECK(*as<did::Answer>(made.log[1]) == report.answers[0]);
    CHECK(*as<did::Answer>(made.log[2]) == report.answers[1]);
    CHECK(made.now.priority.empty());
    CHECK(inconsistencies(made, Sam().policy.zone).empty());
    report.answers = {{"impact", ""}};
    CHECK(refusal([&] { open_ticket(report, samples::reference(), Sam().acting()); }) == "the answer is empty");
}

TEST_CASE("a new ticket without a priority gets the one that the rules give") {
    const Assessor sam;
    NewTicket report;
    report.title = "Payroll export fails";
    report.answers = {{"impact", "team"}};
    const auto made = open_ticket(report, samples::reference(), sam.acting());
    REQUIRE(made.log.size() == 3);
    CHECK(*as<did::Prioritise>(made.log[2]) == did::Prioritise{"", "high", "", "", "assess"});
    CHECK(made.now.priority == "high");
    report.answers = {{"impact", "one"}};
    CHECK(open_ticket(report, samples::reference(), sam.acting()).now.priority.empty());
    report.priority = "low";
    report.answers = {{"impact", "team"}};
    CHECK(open_ticket(report, samples::reference(), sam.acting()).now.priority == "low");
}

TEST_CASE("a priority that is not named is the one that the rules give") {
    Assessor sam;
    const auto given = prioritise(felt_by("site"), {}, sam.acting());
    CHECK(*as<did::Prioritise>(given) == did::Prioritise{"medium", "critical", "", "", "assess"});
    CHECK(sam.choosing(fresh(), "") == "no row of [[assess]] matches");
    CHECK(sam.choosing(closed(), "") == "K7QF4 is closed");
    sam.policy.assess.clear();
    CHECK(sam.choosing(felt_by("site"), "") == "no priority was named, and the policy has no [[assess]]");
}

TEST_CASE("a priority that the rules do not give needs a reason, or the client's word") {
    const Assessor sam;
    CHECK(sam.choosing(fresh(), "high") == "no row of [[assess]] matches");
    CHECK(sam.choosing(fresh(), "high", " ") == "no row of [[assess]] matches");
    CHECK(sam.choosing(fresh(), "high", "payday").empty());
    CHECK(sam.choosing(fresh(), "high", "", "Jane Doe").empty());
    CHECK(sam.choosing(felt_by("team"), "low") == "the policy's [[assess]] gives high, not low");
    CHECK(sam.choosing(felt_by("team"), "low", "a test system").empty());
    CHECK(sam.choosing(felt_by("team"), "high").empty());
    CHECK(as<did::Prioritise>(prioritise(felt_by("team"), {"", "high", "", "", ""}, sam.acting()))->rule.empty());
}

TEST_CASE("one of two priorities with one definition needs a reason") {
    Assessor sam;
    sam.policy.assess.clear();
    sam.policy.priorities[1].means = "one user cannot work";
    sam.policy.priorities[3].means = "one user cannot work";
    CHECK(sam.choosing(fresh(), "high") == "high and low have the same definition");
    CHECK(sam.choosing(fresh(), "low") == "low and high have the same definition");
    CHECK(sam.choosing(fresh(), "high", "payday").empty());
    CHECK(sam.choosing(fresh(), "critical").empty());
}

TEST_CASE("a step is one on the ticket's way") {
    Change sam;
    CHECK(sam.taking(fresh(), {"quote", "", ""}).empty());
    CHECK(sam.taking(fresh(), {"qoute", "", ""}) == "unknown step \"qoute\", did you mean \"quote\"?");
    CHECK(sam.taking(fresh(), {"", "", ""}) == "unknown step \"\"");
    sam.policy.processes[0].when = {{{"kind", {"fault"}}}};
    CHECK(sam.taking(fresh(), {"quote", "", ""}) == "unknown step \"quote\"");
}

TEST_CASE("a step has one of its results") {
    const Change sam;
    CHECK(sam.taking(quoted(), {"approval", "yes", ""}).empty());
    CHECK(sam.taking(quoted(), {"approval", "", ""}) == "the step \"approval\" needs a result");
    CHECK(sam.taking(quoted(), {"approval", "yse", ""}) == "unknown result \"yse\", did you mean \"yes\"?");
    CHECK(sam.taking(fresh(), {"quote", "sent", ""}).empty());
}

TEST_CASE("a step of a strict process waits for those before it") {
    CHECK(Change().taking(fresh(), {"approval", "yes", ""}) == "the step \"quote\" comes before \"approval\"");
    CHECK(Change().taking(quoted(), {"test", "", ""}) == "the step \"approval\" comes before \"test\"");
    CHECK(Change(false).taking(fresh(), {"test", "", ""}).empty());
}

TEST_CASE("a step is skipped for a reason, and the next one may follow") {
    const Change sam;
    CHECK(sam.taking(fresh(), {"quote", "skipped", ""}) == "skipping a step needs a reason");
    CHECK(sam.taking(fresh(), {"quote", "skipped", "a gift"}).empty());
    CHECK(sam.taking(quoted(), {"approval", "skipped", "agreed before"}).empty());
    const auto skipped = ticket({event("2026-11-20T10:00Z", did::Step{"quote", "skipped", "a gift"})});
    CHECK(sam.taking(skipped, {"approval", "yes", ""}).empty());
}

TEST_CASE("a step waits for the one that gates it, even in a process without order") {
    Change sam(false);
    sam.steps()[0].gates = {"approval"};
    CHECK(sam.taking(fresh(), {"approval", "yes", ""}) == "the step \"approval\" needs the step \"quote\" first");
    CHECK(sam.taking(quoted(), {"approval", "yes", ""}).empty());
}

TEST_CASE("a ticket is neither resolved nor closed before the steps that gate it") {
    Change sam;
    sam.steps()[0].gates = {"resolve", "close"};
    const auto solving = [&](const Ticket& on) { return refusal([&] { resolve(on, {"done", "", "", ""}, sam.acting()); }); };
    CHECK(solving(fresh()) == "resolving needs the step \"quote\" first");
    CHECK(solving(quoted()).empty());
    const auto ending = [&](const Ticket& on, const std::string& why) {
        return refusal([&] { close(on, {why, ""}, sam.acting()); });
    };
    CHECK(ending(resolved(), "") == "closing needs the step \"quote\" first");
    CHECK(ending(fresh(), "never heard again").empty());
    CHECK(ending(ticket({event("2026-11-20T09:30Z", did::Step{"quote", "", ""}), resolution()}), "").empty());
}

TEST_CASE("work waits for the step that gates its mode") {
    Change sam;
    const auto working = [&](const Ticket& on, const std::string& mode) {
        auto spent = worked(Minutes(5));
        spent.mode = mode;
        return refusal([&] { work(on, spent, sam.acting()); });
    };
    sam.steps()[0].gates = {"work remote"};
    CHECK(working(fresh(), "remote") == "remote work needs the step \"quote\" first");
    CHECK(working(fresh(), "onsite").empty());
    CHECK(working(fresh(), "").empty());
    CHECK(working(quoted(), "remote").empty());
    sam.steps()[0].gates = {"work onsite"};
    CHECK(working(fresh(), "onsite") == "onsite work needs the step \"quote\" first");
    sam.steps()[0].gates = {"work"};
    CHECK(working(fresh(), "") == "work needs the step \"quote\" first");
    CHECK(working(fresh(), "remote") == "remote work needs the step \"quote\" first");
}

TEST_CASE("work is cautioned, not refused, where its tier wants an answer or stays at the desk") {
    Sam sam;
    sam.policy.tiers[0].needs = {"plan", "client"};
    sam.policy.tiers[0].onsite = false;
    const auto cautions = [&](const Ticket& on, const std::string& mode) {
        auto spent = worked(Minutes(5));
        spent.mode = mode;
        return cautions_on_work(on, spent, sam.policy);
    };
    using Sentences = std::vector<std::string>;
    const std::string plan = "tier 1 needs \"plan\" before it starts: desk answer K7QF4 plan TEXT";
    CHECK(cautions(fresh(), "") == Sentences{plan});
    CHECK(cautions(fresh(), "onsite") == Sentences{plan, "tier 1 does not work on the client's premises"});
    CHECK(cautions(ticket({event("2026-11-20T09:10Z", did::Answer{"plan", "rebuild it"})}), "remote").empty());
    CHECK(cautions(ticket({event("2026-11-20T09:10Z", did::Escalate{1, 2, "", "", ""})}), "onsite").empty());
    auto without = fresh();
    for (const int tier : {0, 4, -1}) {
        without.now.tier = tier;
        CHECK(cautions(without, "onsite").empty());
    }
}

TEST_CASE("a date is promised from today on") {
    CHECK(promising("2026-12-01").empty());
    CHECK(promising("2026-11-20").empty());
    CHECK(promising("2026-11-19") == "2026-11-19 is in the past");
    CHECK(promising("2026-02-30") == "\"2026-02-30\" is not a date");
    CHECK(promising("tomorrow") == "\"tomorrow\" is not a date");
    CHECK(promising("2026-12-01", "resolve").empty());
    CHECK(promising("2026-12-01", "fxi") == "unknown promise \"fxi\", did you mean \"fix\"?");
    // At 23:30 UTC it is tomorrow in a summer's London.
    const Sam late{samples::policy(), at("2026-07-01T23:30Z")};
    CHECK(refusal([&] { promise(Ticket(), {"2026-07-01", "", ""}, late.acting()); }) == "2026-07-01 is in the past");
}

TEST_CASE("a closed ticket may still be promised a fix") {
    CHECK(promising("2026-12-01", "fix", closed()).empty());
    CHECK(promising("2026-12-01", "", closed()) == "K7QF4 is closed");
}

TEST_CASE("a ticket is out of scope for one of the policy's reasons, and back in for any") {
    Sam sam;
    sam.policy.excluded = {"hardware", "improper use"};
    const auto scope = [&](const Ticket& on, const std::string& to, const std::string& why) {
        return refusal([&] { change_scope(on, {to, why}, sam.acting()); });
    };
    CHECK(scope(fresh(), "out", "hardware").empty());
    CHECK(scope(fresh(), "out", "hardwear") == "unknown reason \"hardwear\", did you mean \"hardware\"?");
    const auto out = ticket({event("2026-11-20T10:00Z", did::Scope{"out", "hardware"})});
    CHECK(scope(out, "in", "ours after all").empty());
}

TEST_CASE("a ticket is reopened by one of the policy's channels") {
    Sam sam;
    const auto again = [&](const std::string& via) {
        return refusal([&] { reopen(closed(), {"again", "", via}, sam.acting()); });
    };
    CHECK(again("fax").empty());
    sam.policy.reopen->channels = {"phone", "email"};
    CHECK(again("fax") == "tickets cannot be reopened by fax");
    CHECK(again("emial") == "tickets cannot be reopened by emial, did you mean \"email\"?");
    CHECK(again("phone").empty());
    CHECK(again("").empty());
}

#include "core/repository/audit.hpp"

#include <doctest/doctest.h>

#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/verbs/recording.hpp"
#include "tests/samples.hpp"

namespace desk {
namespace {

const Policy desk_of_two = [] {
    Policy policy;
    policy.agents = {{"sam", "Sam Hill", "sam@acme.example"}, {"kim", "Kim Lee", "kim@acme.example"}};
    return policy;
}();
const Authorship by_sam{"Sam Hill", "sam@acme.example", false};
const Authorship merge{"Sam Hill", "sam@acme.example", true};
const Authorship by_cron{"Cron", "cron@acme.example", false};

/// The desk of the one parent.
std::vector<DeskBefore> before_with(const Desk& desk) {
    return {{desk.policy, [&desk]() -> const Desk& { return desk; }}};
}

Instant minute(int number) { return *instant_from("2026-11-20T09:00Z") + Minutes(number); }

Event note(int at, const std::string& text, const std::string& by = "sam") { return {minute(at), by, did::Note{text}, {}}; }

/// Opened at 09:00, with these events.
Ticket ticket(const std::vector<Event>& events) {
    Ticket made;
    made.id = *Reference::canonical("2611-K7QF4");
    made.title = "Payroll export fails";
    made.opened = minute(0);
    append(made, {minute(0), "sam", did::Open{}, {}});
    for (const auto& event : events) append(made, event);
    return made;
}

std::vector<std::string> found(const std::vector<const Ticket*>& before, const Ticket& after, const Authorship& commit = by_sam) {
    const auto desk = samples::desk(desk_of_two);
    return audited({after.id, after, before, true}, commit, before_with(desk), minute(1000000));
}

bool says(const std::vector<std::string>& findings, std::string_view words) {
    return findings.size() == 1 && findings.front().find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a log that grows by its author's events is right") {
    const auto old = ticket({note(1, "a")});
    CHECK(found({}, old).empty());
    CHECK(found({&old}, ticket({note(1, "a"), note(2, "b")})).empty());
}

TEST_CASE("an event that was altered or lost is found") {
    const auto old = ticket({note(1, "a"), note(2, "b")});
    CHECK(says(found({&old}, ticket({note(1, "a"), note(2, "c")})), "altered"));
    CHECK(says(found({&old}, ticket({note(1, "a")})), "lost"));
}

TEST_CASE("a header that does not follow from the log is found") {
    auto closed = ticket({});
    closed.now.status = Status::closed;
    CHECK(says(found({}, closed), "status"));
}

TEST_CASE("new events are by the commit's author, by address in any case or by name") {
    const auto old = ticket({});
    const auto now = ticket({note(1, "a", "kim")});
    CHECK(says(found({&old}, now), "kim"));
    CHECK(found({&old}, now, {"K. Lee", "KIM@acme.example"}).empty());
    CHECK(found({&old}, now, {"Kim Lee", "elsewhere@example"}).empty());
    CHECK(says(found({&old}, ticket({note(1, "a", "eve")})), "eve"));
    CHECK(found({&now}, now, by_sam).empty());  // not new
}

TEST_CASE("a merge holds the union, and may move on what clashes") {
    const auto ours = ticket({note(1, "a")}), theirs = ticket({note(1, "b"), note(2, "c")});
    auto moved = note(1, "b");
    moved.at += Milliseconds(1);
    CHECK(found({&ours, &theirs}, ticket({note(1, "a"), moved, note(2, "c")}), merge).empty());
    CHECK(says(found({&ours, &theirs}, ticket({note(1, "a"), moved}), merge), "lost"));
}

TEST_CASE("a merge records what was changed by hand in one of its parents, and nothing else does") {
    const auto ours = ticket({note(1, "a")});
    auto theirs = ticket({note(2, "b")});
    auto edited = ticket({note(1, "a"), note(2, "b")});
    append(edited, {minute(3), "desk", did::Edit{"title", edited.title, "Other"}, {}});
    edited.title = "Other";
    CHECK(says(found({&ours, &theirs}, edited, merge), "no rule"));
    theirs.title = "Other";
    CHECK(found({&ours, &theirs}, edited, merge).empty());
    CHECK(says(found({&ours, &theirs}, edited, by_sam), "no rule"));
}

TEST_CASE("two tickets under one reference are found") {
    const auto one = ticket({});
    auto both = ticket({});
    append(both, {minute(5), "sam", did::Open{}, {}});
    CHECK_FALSE(found({&one}, both).empty());
}

TEST_CASE("parents that share an opening have one ticket, others have two") {
    const auto one = ticket({note(1, "a")}), same = ticket({note(2, "b")});
    auto other = one;
    samples::recorded(other).front().at += Milliseconds(1);
    other.opened += Milliseconds(1);
    const auto both = ticket({note(1, "a"), note(2, "b")});
    CHECK(found({&one, &same}, both, merge).empty());
    auto mixed = both;
    append(mixed, other.log.front());
    CHECK(says(found({&one, &other}, mixed, merge), "opens twice"));
}

TEST_CASE("a ticket under the name of another is found") {
    const auto made = ticket({});
    const auto desk = samples::desk(desk_of_two);
    const auto findings = audited({*Reference::canonical("2611-AAAAA"), made, {}, true}, by_sam, before_with(desk), minute(9));
    CHECK(says(findings, "not its name"));
}

TEST_CASE("where a parent cannot be read, nobody is held to account for what may be old") {
    const auto made = ticket({note(1, "a", "kim")});
    const auto desk = samples::desk(desk_of_two);
    CHECK(audited({made.id, made, {}, false}, by_sam, before_with(desk), minute(9)).empty());
    CHECK(says(audited({made.id, made, {}, true}, by_sam, before_with(desk), minute(9)), "kim"));
}

TEST_CASE("a desk without agents lets everybody act, but nobody in its own name") {
    const auto by = [](const std::string& who) { return ticket({note(1, "a", who)}); };
    const Desk desk;
    const auto open_to_all = [&](const Ticket& made) {
        return audited({made.id, made, {}, true}, by_sam, before_with(desk), minute(9));
    };
    CHECK(open_to_all(by("eve")).empty());
    CHECK(says(open_to_all(by("desk")), "no rule"));
}

TEST_CASE("an author without name and address is nobody") {
    auto desk = samples::desk(desk_of_two);
    desk.policy.agents = {{"sam", "", ""}};
    const auto made = ticket({});
    CHECK(says(audited({made.id, made, {}, true}, {"", ""}, before_with(desk), minute(9)), "the commit is by"));
}

TEST_CASE("a comment, and the place of a key that desk does not know, are no part of an event") {
    const UnknownKey hint{"do", false, {{YamlValue::Form::plain, "hint", {}, {}}, {YamlValue::Form::text, "x", {}, {}}}};
    const UnknownKey comment{"do", true, {{}, {YamlValue::Form::text, "# seen", {}, {}}}};
    auto event = note(1, "a");
    event.unknown_keys = {hint};
    const auto old = ticket({event});
    event.unknown_keys = {comment, hint};
    event.unknown_keys.back().after = "text";
    CHECK(found({&old}, ticket({event})).empty());
    event.unknown_keys.back().entry.value.text = "y";
    CHECK(says(found({&old}, ticket({event})), "altered"));
}

TEST_CASE("an event that moved on is not new, and whoever took its place is held to account") {
    const auto old = ticket({note(1, "a", "kim")});
    auto moved = note(1, "a", "kim");
    moved.at += Milliseconds(1);
    CHECK(says(found({&old}, ticket({note(1, "b", "kim"), moved})), "of 2026-11-20T09:01:00.000Z"));
    CHECK_FALSE(found({&old}, ticket({moved})).empty());  // into no place that was taken
}

TEST_CASE("what suffices one parent's desk suffices, and what suffices none does not") {
    const auto without = samples::desk(desk_of_two);
    auto with = without;
    with.policy.agents.push_back({"eve", "Eve", "eve@acme.example"});
    const auto made = ticket({note(1, "a", "eve")});
    const auto old = ticket({});
    const auto both = [&](const Desk& a, const Desk& b) {
        auto desks = before_with(a);
        desks.push_back(before_with(b).front());
        return audited({made.id, made, {&old}, true}, {"Eve", "eve@acme.example", true}, desks, minute(9));
    };
    CHECK(both(without, with).empty());
    CHECK(says(both(without, without), "eve is not an agent"));
}

TEST_CASE("the contract is changed by those whom the parent names") {
    auto desk = samples::desk(desk_of_two);
    CHECK(contract_change(by_sam, before_with(desk)) == ContractChange::unsaid);
    desk.policy.audit->contract = {"kim"};
    CHECK(contract_change(by_sam, before_with(desk)) == ContractChange::refused);
    CHECK(contract_change({"K", "KIM@acme.example"}, before_with(desk)) == ContractChange::allowed);
    CHECK(contract_change({"", ""}, before_with(desk)) == ContractChange::refused);
    desk.policy.audit->contract = std::vector<std::string>();
    CHECK(contract_change({"K", "KIM@acme.example"}, before_with(desk)) == ContractChange::refused);
}

}  // namespace desk

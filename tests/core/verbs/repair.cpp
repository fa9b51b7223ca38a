#include "core/verbs/repair.hpp"

#include <doctest/doctest.h>

#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using samples::at;
using samples::event;
using samples::ticket;

namespace {

const auto resolution = event("2026-11-20T10:00Z", did::Resolve{"corrected", "", "", ""});
const auto closing = event("2026-11-20T10:30Z", did::Close{});
const auto waiting = event("2026-11-20T10:00Z", did::Wait{"vendor", "", {}});

Ticket repair(const Ticket& by_hand, Policy policy = samples::policy()) {
    return repaired(by_hand, {policy, "sam", at("2026-11-22T12:00Z")});
}

std::string refusal(const Ticket& by_hand, Policy policy = samples::policy()) {
    return samples::refusal([&] { repair(by_hand, policy); });
}

/// The ticket with its header changed by hand.
template <class Change>
Ticket changed(Ticket made, Change change) {
    change(made.now);
    return made;
}

Ticket with_status(Ticket made, Status status) {
    made.now.status = status;
    return made;
}

/// The verbs that were added behind the ticket's own log.
std::vector<std::string> added(const Ticket& before, const Ticket& after) {
    std::vector<std::string> verbs;
    for (auto i = before.log.size(); i < after.log.size(); ++i) verbs.emplace_back(verb_of(after.log[i]));
    return verbs;
}

using Verbs = std::vector<std::string>;

/// What was added to make the header true; the header must now be as it was wanted.
Verbs made_true(const Ticket& by_hand) {
    const auto after = repair(by_hand);
    CHECK(after.now == by_hand.now);
    CHECK(after.now == fold(after.log));
    return added(by_hand, after);
}

}  // namespace

TEST_CASE("a ticket that agrees with itself stays as it is") {
    for (const auto& made : {ticket(), ticket({waiting}), ticket({resolution}), ticket({resolution, closing})})
        CHECK(repair(made) == made);
}

TEST_CASE("each status that was set by hand becomes an event") {
    const auto fresh = ticket(), waits = ticket({waiting}), solved = ticket({resolution}), closed = ticket({resolution, closing});
    CHECK(made_true(with_status(fresh, Status::open)) == Verbs{"resume"});
    CHECK(made_true(with_status(fresh, Status::waiting)) == Verbs{"wait"});
    CHECK(made_true(with_status(fresh, Status::resolved)) == Verbs{"resolve"});
    CHECK(made_true(with_status(fresh, Status::closed)) == Verbs{"close"});
    CHECK(made_true(with_status(waits, Status::open)) == Verbs{"resume"});
    CHECK(made_true(with_status(waits, Status::resolved)) == Verbs{"resolve"});
    CHECK(made_true(with_status(waits, Status::closed)) == Verbs{"close"});
    CHECK(made_true(with_status(solved, Status::open)) == Verbs{"reopen"});
    CHECK(made_true(with_status(solved, Status::waiting)) == Verbs{"reopen", "wait"});
    CHECK(made_true(with_status(solved, Status::closed)) == Verbs{"close"});
    CHECK(made_true(with_status(closed, Status::open)) == Verbs{"reopen"});
    CHECK(made_true(with_status(closed, Status::waiting)) == Verbs{"reopen", "wait"});
    CHECK(made_true(with_status(closed, Status::resolved)) == Verbs{"reopen", "resolve"});
}

TEST_CASE("a status of new after work has begun is set back") {
    for (const auto& made : {ticket({waiting}), ticket({resolution}), ticket({resolution, closing})}) {
        const auto after = repair(with_status(made, Status::fresh));
        CHECK(after == made);
    }
}

TEST_CASE("each fact that was changed by hand becomes an event") {
    const auto fresh = ticket();
    CHECK(made_true(changed(fresh, [](Lifecycle& now) { now.kind = "fault"; })) == Verbs{"kind"});
    CHECK(made_true(changed(fresh, [](Lifecycle& now) { now.priority = "high"; })) == Verbs{"prioritise"});
    CHECK(made_true(changed(fresh, [](Lifecycle& now) { now.tier = 3; })) == Verbs{"escalate"});
    CHECK(made_true(changed(fresh, [](Lifecycle& now) { now.out_of_scope = true; })) == Verbs{"scope"});
    const auto kims = ticket({event("2026-11-20T10:00Z", did::Assign{"kim"})});
    CHECK(made_true(changed(kims, [](Lifecycle& now) { now.assignee = "sam"; })) == Verbs{"assign"});
    CHECK(made_true(changed(kims, [](Lifecycle& now) { now.assignee = ""; })) == Verbs{"assign"});
    CHECK(made_true(changed(kims, [](Lifecycle& now) { now.tier = 2; })) == Verbs{"escalate"});
}

TEST_CASE("several changes by hand become several events, and the event of the agent who repairs says so") {
    const auto by_hand = changed(ticket(), [](Lifecycle& now) { now = {Status::resolved, "fault", "critical", 2, "kim", true}; });
    const auto after = repair(by_hand);
    CHECK(after.now == by_hand.now);
    CHECK(after.log.size() == by_hand.log.size() + 6);
    CHECK(after.log.back().by == "sam");
    CHECK(as<did::Prioritise>(*last<did::Prioritise>(after))->why == "changed by hand");
    CHECK(as<did::Prioritise>(*last<did::Prioritise>(after))->from == "medium");
}

TEST_CASE("giving a new ticket to somebody opens it, whatever its header says") {
    const auto after = repair(changed(ticket(), [](Lifecycle& now) { now.assignee = "kim"; }));
    CHECK(after.now.assignee == "kim");
    CHECK(after.now.status == Status::open);
}

TEST_CASE("a closed ticket takes a new kind and scope, and nothing else that was changed by hand") {
    const auto closed = ticket({resolution, closing});
    CHECK(made_true(changed(closed, [](Lifecycle& now) { now.kind = "fault"; })) == Verbs{"kind"});
    CHECK(made_true(changed(closed, [](Lifecycle& now) { now.out_of_scope = true; })) == Verbs{"scope"});
    CHECK(refusal(changed(closed, [](Lifecycle& now) { now.priority = "high"; })) == "K7QF4 is closed");
    CHECK(refusal(changed(closed, [](Lifecycle& now) { now.tier = 2; })) == "K7QF4 is closed");
    CHECK(refusal(changed(closed, [](Lifecycle& now) { now.assignee = "kim"; })) == "K7QF4 is closed");
}

TEST_CASE("what opens a ticket comes before its other changes, what closes it after them") {
    const auto high = [](Lifecycle& now) { now.priority = "high"; };
    const auto closed = ticket({resolution, closing});
    CHECK(made_true(changed(with_status(closed, Status::open), high)) == Verbs{"reopen", "prioritise"});
    CHECK(made_true(changed(with_status(closed, Status::resolved), high)) == Verbs{"reopen", "resolve", "prioritise"});
    CHECK(made_true(changed(with_status(ticket(), Status::closed), high)) == Verbs{"prioritise", "close"});
}

TEST_CASE("a change by hand that the lifecycle or the policy does not allow is refused") {
    auto policy = samples::policy();
    policy.resolution->confirm = Policy::Resolution::Confirm::demand;
    CHECK(refusal(with_status(ticket({resolution}), Status::closed), policy) == "the client has not confirmed that K7QF4 works");
    policy.reopen->within = 1;
    CHECK(refusal(with_status(ticket({resolution, closing}), Status::open), policy) ==
          "K7QF4 could be reopened only through 2026-11-21");
    CHECK(refusal(changed(ticket(), [](Lifecycle& now) { now.kind = "wish"; })) == "unknown kind \"wish\"");
    CHECK(refusal(changed(ticket(), [](Lifecycle& now) { now.priority = "urgent"; })) == "unknown priority \"urgent\"");
    CHECK(refusal(changed(ticket(), [](Lifecycle& now) { now.tier = 9; })) == "unknown tier 9");
    CHECK(refusal(changed(ticket(), [](Lifecycle& now) { now.assignee = "pat"; })) == "unknown agent \"pat\"");
}

TEST_CASE("what no event can say is set back to what the log says") {
    const auto made = ticket();
    auto by_hand = made;
    by_hand.opened += Minutes(5);
    by_hand.channel = "phone";
    by_hand.now.kind.clear();
    by_hand.now.priority.clear();
    by_hand.now.tier = 0;
    CHECK(repair(by_hand) == made);
}

TEST_CASE("a header that a script wrote without a log of its facts gets one") {
    auto by_script = ticket();
    samples::recorded(by_script).front().what = did::Open{};
    by_script.channel.clear();
    CHECK(made_true(by_script) == Verbs{"kind", "prioritise", "escalate"});
}

TEST_CASE("a repaired ticket agrees with itself, and repairing it again adds nothing") {
    samples::Dice dice(31);
    const std::vector<std::string> words{"", "fault", "howto", "high", "low", "medium", "kim", "sam"};
    int repairs = 0;
    for (int round = 0; round < 3000; ++round) {
        auto made = ticket();
        for (int count = dice.number(8); count > 0; --count)
            if (auto each = dice.event(); !as<did::Open>(each) && !as<did::Correct>(each) && !as<did::Retract>(each))
                append(made, each);
        made.now.status = static_cast<Status>(dice.number(5));
        if (dice.chance(2)) made.now.kind = dice.pick(words);
        if (dice.chance(2)) made.now.priority = dice.pick(words);
        if (dice.chance(2)) made.now.assignee = dice.pick(words);
        if (dice.chance(2)) made.now.tier = dice.number(5);
        if (dice.chance(2)) made.now.out_of_scope = dice.chance(2);
        if (dice.chance(4)) made.opened -= Minutes(dice.number(10));
        try {
            const auto after = repair(made);
            ++repairs;
            REQUIRE(inconsistencies(after, samples::policy().zone).empty());
            REQUIRE(repair(after) == after);
            REQUIRE(std::equal(made.log.begin(), made.log.end(), after.log.begin()));
        } catch (const Error& error) {
            REQUIRE(error.fault == Fault::refused);
        }
    }
    CHECK(repairs > 300);
}

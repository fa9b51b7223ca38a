#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/contract/channel.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/update_rules.hpp"
#include "tests/core/clock/clock.hpp"
#include "tests/dice.hpp"

using namespace desk;
using namespace desk::samples;
using State = Clock::State;

// A promise is decided once (design: time).

namespace {

using ClockKey = std::tuple<Measure, int, std::string>;

ClockKey key_of(const Clock& clock) { return {clock.measure, clock.round, clock.step}; }

std::map<ClockKey, Instant> misses(const std::vector<Clock>& clocks) {
    std::map<ClockKey, Instant> all;
    for (const auto& clock : clocks)
        if (clock.is_over()) all.emplace(key_of(clock), *clock.decided);
    return all;
}

std::vector<Clock> all_clocks(const Ticket& ticket, const Policy& policy, Instant now) {
    auto all = clocks(ticket, Terms{policy}, now);
    for (auto& clock : updates(ticket, Terms{policy}, now)) all.push_back(std::move(clock));
    return all;
}

/// Targets of hours, some none, some by date; rules of every kind.
Policy random_terms(Dice& dice) {
    auto made = timed();
    const std::vector<std::string> texts{"1 hour", "4 hours", "3 business hours", "20 business hours", "1 working day",
                                         "none",   ""};
    for (auto& priority : made.priorities)
        priority.targets = targets(dice.chance(2) ? "always" : "", dice.pick(texts), dice.pick(texts));
    if (dice.chance(2)) made.priorities[3].targets.resolve = goal("next release");
    made.clock->raised_from_opening = dice.chance(4);
    made.clock->reopen.resolve = dice.chance(2);
    made.clock->reopen.respond = dice.chance(3);
    made.clock->earliest = dice.chance(2);
    if (dice.chance(2)) made.clock->pause.resolve = {"client"};
    if (dice.chance(3)) made.clock->pause.respond = {"client", "vendor"};
    if (dice.chance(2)) made.kinds.push_back({"project", "", true, targets("", "2 hours", "40 hours"), {Response::work}, {}});
    if (dice.chance(2)) made.updates->every = target_from("8 hours");
    if (dice.chance(3)) {
        made.channels = {{"email"}};
        made.channels[0].respond = goal("6 hours");
    }
    return made;
}

/// Something that a person or a rule does to a promise, later than all that was done.
Event next_event(Dice& dice, const Ticket& ticket, Instant at) {
    const std::vector<std::string> priorities{"critical", "high", "medium", "low"};
    const auto by_hand = [&](Did what) { return Event{at, "sam", std::move(what), {}}; };
    switch (dice.number(14)) {
        case 0:
        case 1: return by_hand(did::Prioritise{ticket.now.priority, dice.pick(priorities), "", "", ""});
        case 2: return {at, "desk", did::Prioritise{ticket.now.priority, dice.pick(priorities), "", "", "near 80 % resolve"}, {}};
        case 3: return by_hand(did::Kind{"", dice.pick(std::vector<std::string>{"change", "project", "howto"}), ""});
        case 4: return by_hand(did::Wait{dice.pick(std::vector<std::string>{"client", "vendor"}), "", {}});
        case 5: return by_hand(did::Resume{});
        case 6: return by_hand(did::Scope{dice.chance(2) ? "out" : "in", "hardware"});
        case 7: return by_hand(did::Escalate{ticket.now.tier, 1 + dice.number(2), "", "", ""});
        case 8: return by_hand(did::Resolve{"done", dice.chance(2) ? "workaround" : "", "", ""});
        case 9: return by_hand(did::Close{});
        case 10: return by_hand(did::Reopen{"again", "", ""});
        case 11: {
            const auto due = std::chrono::floor<std::chrono::days>(at) + std::chrono::days(dice.number(6));
            const std::vector<std::string> whats{"", "resolve", "fix", "reply"};
            return by_hand(did::Promise{to_text(Day(due)), dice.pick(whats), dice.chance(2) ? "Jane" : ""});
        }
        case 12: return by_hand(did::Link{"2611-K7QF4", "duplicates"});
        default: return by_hand(did::Reply{"email", "we look", dice.chance(3)});
    }
}

bool gives_first_word(const Event& event, const Ticket& before) {
    return (as<did::Prioritise>(event) && before.now.priority.empty()) || (as<did::Kind>(event) && before.now.kind.empty());
}

struct History {
    Ticket ticket;
    Instant at{};
};

History begun(Dice& dice) {
    auto made = ticket_of(dice.chance(3) ? "" : dice.pick(std::vector<std::string>{"critical", "high", "medium", "low"}));
    if (dice.chance(2)) std::get<did::Open>(samples::recorded(made).front().what).kind.clear();
    made.now = fold(made.log);
    return {made, made.opened};
}

}  // namespace

TEST_CASE("no event removes a miss, or adds one that is dated before it; a clock is decided once in a round") {
    constexpr unsigned seed = 20261128;
    Dice dice(seed);
    MESSAGE("seed " << seed);
    Client::Contract contract;
    contract.tiers = {1};
    for (int i = 0; i < 1500; ++i) {
        const auto policy = random_terms(dice);
        auto [ticket, at] = begun(dice);
        for (int n = 0; n < 8; ++n) {
            at += Minutes(1 + dice.number(dice.chance(2) ? 60 : 2000));
            const auto event = next_event(dice, ticket, at);
            const auto before = misses(all_clocks(ticket, policy, at));
            const bool is_first = gives_first_word(event, ticket);
            append(ticket, event);
            const auto clocks = all_clocks(ticket, policy, at);
            const auto after = misses(clocks);
            INFO("history ", i, ", event ", n, ": ", verb_of(event));
            for (const auto& [key, when] : before) {
                REQUIRE(after.contains(key));
                CHECK(after.at(key) == when);
            }
            for (const auto& [key, when] : after)
                if (!before.contains(key) && !is_first) CHECK(when >= at);
            std::set<ClockKey> keys;
            for (const auto& clock : clocks) {
                CHECK(keys.insert(key_of(clock)).second);
                CHECK(clock.decided.has_value() == (clock.state == State::met || clock.is_over()));
            }
        }
    }
}

TEST_CASE("lowering and raising again before the due time never gives a later one") {
    constexpr unsigned seed = 20261129;
    Dice dice(seed);
    MESSAGE("seed " << seed);
    int moved = 0;
    for (int i = 0; i < 1500; ++i) {
        auto policy = random_terms(dice);
        const std::vector<std::string> priorities{"critical", "high", "medium", "low"};
        auto ticket = ticket_of(dice.pick(priorities));
        Judged judged{policy, ticket.opened};
        const auto first = ticket.now.priority;
        const auto before = judged.clocks(ticket);
        auto at = ticket.opened;
        for (int n = 1 + dice.number(3); n > 0; --n) {
            at += Minutes(1 + dice.number(300));
            append(ticket, {at, "sam", did::Prioritise{"", dice.pick(priorities), "", "", ""}, {}});
        }
        at += Minutes(1 + dice.number(300));
        append(ticket, {at, "sam", did::Prioritise{"", first, "", "", ""}, {}});
        judged.now = at;
        for (const auto& was : before) {
            if (!was.due || *was.due < at) continue;
            const auto now = judged.clock(ticket, was.measure);
            INFO("history ", i);
            REQUIRE(now.due);
            CHECK(*now.due <= *was.due);
            ++moved;
        }
    }
    CHECK(moved > 500);
}

TEST_CASE("the clocks are the same in whatever order the events came together") {
    Dice dice(20261130);
    for (int i = 0; i < 300; ++i) {
        const Judged judged{random_terms(dice), at("2026-11-24T09:00Z")};
        auto [whole, at] = begun(dice);
        const auto opening = whole;
        for (int n = 0; n < 6; ++n) {
            at += Minutes(1 + dice.number(400));
            append(whole, next_event(dice, whole, at));
        }
        std::vector<Event> rest(whole.log.begin() + static_cast<std::ptrdiff_t>(opening.log.size()), whole.log.end());
        dice.shuffle(rest);
        auto other = opening;
        for (const auto& event : rest) append(other, event);
        CHECK(judged.lines(other) == judged.lines(whole));
    }
}

TEST_CASE("a raise gives the new time from the raise, and never more than was promised before") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto raised = ticket_of("medium", {prioritised("2026-11-20T14:00Z", "critical")});
    CHECK(judged.lines(raised) == Lines{"respond 1: running, 1 hour of priority.critical, due 2026-11-20 15:00",
                                        "resolve 1: running, 8 hours of priority.critical, due 2026-11-20 22:00"});
    judged.policy.priorities[2].targets = targets("always", "330 minutes", "12 hours");
    CHECK(judged.response(raised) == "respond 1: late, 330 minutes of priority.medium, due 2026-11-20 14:30");
    CHECK(judged.resolution(raised) == "resolve 1: running, 12 hours of priority.medium, due 2026-11-20 21:00");
}

TEST_CASE("a raise counted from the opening is missed at once where the new time has passed, and dated at the raise") {
    Judged judged;
    judged.policy.clock->raised_from_opening = true;
    judged.now = at("2026-11-20T15:00Z");
    const auto clock = judged.clock(ticket_of("medium", {prioritised("2026-11-20T14:00Z", "critical")}), Measure::respond);
    CHECK(line(clock) == "respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00");
    CHECK(clock.decided == at("2026-11-20T14:00Z"));
}

TEST_CASE("lowering gives the looser time from the opening; after a miss it gives nothing") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto early = ticket_of("critical", {prioritised("2026-11-20T09:30Z", "high")});
    CHECK(judged.response(early) == "respond 1: late, 3 business hours of priority.high, due 2026-11-20 12:00");
    const auto late = ticket_of("critical", {prioritised("2026-11-20T14:00Z", "medium")});
    CHECK(judged.response(late) == "respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00");
    CHECK(judged.clock(late, Measure::respond).priority == "critical");
}

TEST_CASE("a target whose time passed while another held is counted from the change back") {
    Judged judged;
    judged.now = at("2026-11-20T17:00Z");
    const auto ticket =
        ticket_of("critical", {prioritised("2026-11-20T09:30Z", "high"), prioritised("2026-11-20T11:30Z", "critical")});
    // One hour from 11:30; but high had promised 12:00.
    CHECK(judged.response(ticket) == "respond 1: late, 3 business hours of priority.high, due 2026-11-20 12:00");
    CHECK(judged.resolution(ticket) == "resolve 1: running, 8 hours of priority.critical, due 2026-11-20 17:00");
}

TEST_CASE("the first priority holds from the opening, and whoever gives it late has missed") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto clock = judged.clock(ticket_of("", {prioritised("2026-11-20T14:00Z", "critical")}), Measure::respond);
    CHECK(line(clock) == "respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00");
    CHECK(clock.decided == at("2026-11-20T10:00Z"));
}

TEST_CASE("a raise by a rule leaves the promise, and the next round begins with the raised priority") {
    Judged judged;
    judged.now = at("2026-11-20T15:00Z");
    const auto by_rule = [](std::string_view when, std::string from, std::string to) {
        auto made = event(when, did::Prioritise{std::move(from), std::move(to), "", "", "near 80 % resolve"});
        made.by = "desk";
        return made;
    };
    auto ticket = ticket_of("high", {by_rule("2026-11-20T12:00Z", "high", "critical")});
    CHECK(ticket.now.priority == "critical");
    CHECK(judged.resolution(ticket) == "resolve 1: running, 24 business hours of priority.high, due 2026-11-24 13:00");
    append(ticket, by_rule("2026-11-20T12:30Z", "high", "low"));
    CHECK(ticket.now.priority == "critical");
    append(ticket, resolved_by("2026-11-20T13:00Z"));
    append(ticket, reopened("2026-11-20T14:00Z"));
    CHECK(judged.resolution(ticket, 2) == "resolve 2: running, 8 hours of priority.critical, due 2026-11-20 22:00");
}

TEST_CASE("what is not ours stands, and what stops then has no decision; a miss before that stays") {
    Judged judged;
    judged.now = at("2026-11-20T18:00Z");
    const auto out = [](std::string_view when) { return event(when, did::Scope{"out", "hardware"}); };
    const auto in = [](std::string_view when) { return event(when, did::Scope{"in", "it is ours"}); };
    CHECK(judged.response(ticket_of("critical", {out("2026-11-20T09:30Z"), in("2026-11-20T15:00Z")})) ==
          "respond 1: late, 1 hour of priority.critical, due 2026-11-20 15:30");
    CHECK(judged.response(ticket_of("critical", {out("2026-11-20T11:00Z")})) ==
          "respond 1: late, 1 hour of priority.critical, due 2026-11-20 10:00");
    const auto answered =
        judged.clock(ticket_of("critical", {out("2026-11-20T09:30Z"), replied("2026-11-20T09:40Z")}), Measure::respond);
    CHECK(answered.state == State::excused);
    CHECK(answered.undecided);
    const auto closed = judged.clock(ticket_of("critical", {closed_at("2026-11-20T09:40Z")}), Measure::resolve);
    CHECK(line(closed) ==
          "resolve 1: none (closed without a resolution), 8 hours of priority.critical, stopped 2026-11-20 09:40");
    const auto twice = ticket_of(
        "critical", {event("2026-11-20T09:20Z", did::Link{"2611-K7QF4", "duplicates"}), resolved_by("2026-11-20T09:40Z")});
    CHECK(judged.clock(twice, Measure::resolve).undecided);
}

TEST_CASE("every promise has a clock: a date beside the target, a reply, a step") {
    Judged judged;
    judged.now = at("2026-11-25T09:00Z");
    const auto dated = ticket_of(
        "high", {replied("2026-11-20T10:00Z"), promised("2026-11-20T11:00Z", "2026-11-23"),
                 promised("2026-11-20T11:30Z", "2026-11-24", "reply"), promised("2026-11-20T11:40Z", "2026-11-26", "review")});
    CHECK(judged.lines(dated) ==
          Lines{"respond 1: met, 3 business hours of priority.high, due 2026-11-20 12:00, stopped 2026-11-20 10:00",
                "resolve 1: late, 24 business hours of priority.high, due 2026-11-24 13:00",
                "date 1: late, date of promise.resolve, due 2026-11-23 18:00",
                "reply 1: late, date of promise.reply, due 2026-11-24 18:00",
                "step 1: running, date of promise.review, due 2026-11-26 18:00"});
}

TEST_CASE("a later date needs the client's agreement, and one after a miss is a new promise") {
    Judged judged;
    judged.now = at("2026-11-25T09:00Z");
    auto ticket = ticket_of(
        "high", {promised("2026-11-20T11:00Z", "2026-11-24", "fix"), promised("2026-11-20T12:00Z", "2026-11-30", "fix")});
    CHECK(line(judged.clock(ticket, Measure::fix)) == "fix 1: late, date of promise.fix, due 2026-11-24 18:00");
    append(ticket, promised("2026-11-25T09:00Z", "2026-11-26", "fix"));
    CHECK(line(judged.clock(ticket, Measure::fix)) ==
          "fix 1: missed, date of promise.fix, due 2026-11-24 18:00, stopped 2026-11-25 09:00");
    CHECK(line(judged.clock(ticket, Measure::fix, 2)) == "fix 2: running, date of promise.fix, due 2026-11-26 18:00");
    append(ticket, event("2026-11-25T09:00:01Z", did::Promise{"2026-11-27", "fix", "Jane"}));
    judged.now = at("2026-11-25T09:01Z");
    CHECK(judged.clock(ticket, Measure::fix, 2).due == at("2026-11-27T18:00Z"));
}

TEST_CASE("a word to the client is promised from each to the next, and missed once") {
    Judged judged;
    judged.policy.updates->every = target_from("8 hours");
    judged.now = at("2026-11-25T09:00Z");
    const auto ticket =
        ticket_of("high", {replied("2026-11-20T12:00Z"), waits_for("2026-11-20T14:00Z", "client"), resumed("2026-11-23T10:00Z")});
    std::vector<std::string> lines;
    for (const auto& clock : updates(ticket, Terms{judged.policy}, judged.now)) lines.push_back(line(clock));
    CHECK(lines == Lines{"update 1: met, 8 hours of updates.every, due 2026-11-20 17:00, stopped 2026-11-20 12:00",
                         "update 2: late, 8 hours of updates.every, due 2026-11-23 16:00"});
}

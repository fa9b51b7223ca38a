#include <doctest/doctest.h>

#include "core/contract/reopen_rules.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/recording.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Ticket closed_at(std::string_view when) {
    Ticket made;
    made.id = samples::reference();
    append(made, event(when, did::Close{}));
    return made;
}

std::string reopening(const Ticket& closed, std::string_view when, const Policy& policy = samples::policy()) {
    return refusal([&] { reopen(closed, {"again", "", ""}, {policy, "sam", at(when)}); });
}

}  // namespace

TEST_CASE("what is open can wait for somebody") {
    const auto let = [](const Ticket& on, did::Wait wait) {
        return refusal([&] { desk::wait(on, std::move(wait), Sam().acting()); });
    };
    CHECK(let(fresh(), {"client", "", {}}).empty());
    CHECK(let(waiting(), {"vendor", "", at("2026-11-20T12:01Z")}).empty());
    CHECK(let(fresh(), {"client", "", at("2026-11-20T12:00Z")}) == "2026-11-20 12:00 is in the past");
    CHECK(let(fresh(), {" ", "", {}}) == "who has to act is empty");
    CHECK(let(resolved(), {"client", "", {}}) == "K7QF4 is resolved and cannot wait");
    CHECK(let(closed(), {"client", "", {}}) == "K7QF4 is closed");
}

TEST_CASE("only what waits is resumed") {
    const auto go_on = [](const Ticket& on) { return refusal([&] { resume(on, {""}, Sam().acting()); }); };
    CHECK(go_on(waiting()).empty());
    CHECK(go_on(fresh()) == "K7QF4 is not waiting: it is new");
    CHECK(go_on(resolved()) == "K7QF4 is not waiting: it is resolved");
    CHECK(go_on(closed()) == "K7QF4 is not waiting: it is closed");
}

TEST_CASE("what is open is resolved, with a text") {
    const auto solve = [](const Ticket& on, const std::string& text) {
        return refusal([&] { resolve(on, {text, "", "", ""}, Sam().acting()); });
    };
    CHECK(solve(fresh(), "done").empty());
    CHECK(solve(waiting(), "done").empty());
    CHECK(solve(fresh(), " ") == "the resolution is empty");
    CHECK(solve(resolved(), "done") == "K7QF4 is already resolved");
    CHECK(solve(closed(), "done") == "K7QF4 is closed");
}

TEST_CASE("a resolution is confirmed once") {
    const auto again = [](const Ticket& on) { return refusal([&] { confirm(on, {"Jane"}, Sam().acting()); }); };
    const auto confirmed = ticket({resolution(), event("2026-11-20T10:10Z", did::Confirm{"Jane"})});
    CHECK(again(resolved()).empty());
    CHECK(again(confirmed) == "K7QF4 is already confirmed");
    CHECK(again(fresh()) == "K7QF4 is new: there is no resolution to confirm");
    CHECK(again(closed()) == "K7QF4 is closed: there is no resolution to confirm");
}

TEST_CASE("a confirmation holds for the resolution before it only") {
    const auto confirmation = event("2026-11-20T10:10Z", did::Confirm{"Jane"});
    const auto reopened = event("2026-11-20T10:20Z", did::Reopen{"again", "", ""});
    const auto second = event("2026-11-20T10:30Z", did::Resolve{"this time", "", "", ""});
    CHECK(!is_confirmed(resolved()));
    CHECK(is_confirmed(ticket({resolution(), confirmation})));
    CHECK(!is_confirmed(ticket({resolution(), confirmation, reopened, second})));
    CHECK(refusal([&] { confirm(ticket({resolution(), confirmation, reopened, second}), {""}, Sam().acting()); }).empty());
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
    CHECK(end(closed(), "why") == "K7QF4 is already closed");
}

TEST_CASE("the client's word is asked for before closing(), and needed where the policy demands it") {
    Sam sam;
    const auto confirmed = ticket({resolution(), event("2026-11-20T10:10Z", did::Confirm{"Jane"})});
    const auto end = [&](const Ticket& on) { return refusal([&] { close(on, {"", ""}, sam.acting()); }); };
    for (const auto demand : {Policy::Resolution::Confirm::no, Policy::Resolution::Confirm::ask}) {
        sam.policy.resolution->confirm = demand;
        CHECK(end(resolved()).empty());
    }
    sam.policy.resolution->confirm = Policy::Resolution::Confirm::demand;
    CHECK(end(resolved()) == "the client has not confirmed that K7QF4 works");
    CHECK(end(confirmed).empty());
}

TEST_CASE("a ticket closed on 1 October may be reopened through 31 October of the desk's calendar") {
    // 23:30 in London, still summer time; on 31 October it is winter.
    const auto late = closed_at("2026-10-01T22:30Z");
    CHECK(reopen_until(late, samples::policy()) == std::chrono::year(2026) / 10 / 31);
    CHECK(reopening(late, "2026-10-01T22:31Z").empty());
    CHECK(reopening(late, "2026-10-31T23:59:59.999Z").empty());
    CHECK(reopening(late, "2026-11-01T00:00Z") == "K7QF4 could be reopened only through 2026-10-31");
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
    policy.reopen->within.reset();
    CHECK(!reopen_until(made, policy));
    CHECK(reopening(made, "2036-01-01T00:00Z", policy).empty());
    policy.reopen->within = 0;
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
    const auto reopened = ticket({resolution(), event("2026-11-20T11:00Z", did::Reopen{"again", "", ""})});
    CHECK(score(resolved(), "excellent").empty());
    CHECK(score(closed(), "poor").empty());
    CHECK(score(reopened, "poor").empty());
    CHECK(score(ticket({closing()}), "poor").empty());
    CHECK(score(fresh(), "excellent") == "K7QF4 was never resolved: there is nothing to rate");
    CHECK(score(resolved(), "") == "the score is empty");
}

TEST_CASE("a refusal changes nothing, and an event that is answered can be appended") {
    Dice dice(21);
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

#include "core/month/what_if.hpp"

#include "core/contract/hours_rules.hpp"
#include "core/contract/priority.hpp"
#include "tests/core/clock/clock.hpp"

using namespace desk;
using namespace desk::samples;
using namespace std::chrono;

namespace {

WhatIf replayed(const std::vector<Ticket>& tickets, const Desk& before, const Desk& after) {
    const ClosedMonths none;
    const BillingSources sources{before, none}, other_sources{after, none};
    const Period period{at("2026-11-01T00:00Z"), at("2027-01-01T00:00Z")};
    static std::vector<Ticket> then;  // the result points into them
    then.clear();
    for (const auto& ticket : tickets) then.push_back(as_of(ticket, period.until));
    return what_if(then, tickets, 2026y / November, 2026y / December, period, {before, sources}, {after, other_sources}, "");
}

}  // namespace

TEST_CASE("under the same contract nothing comes out otherwise") {
    const auto before = samples::desk(timed());
    const auto made = replayed({ticket_of("high", {replied("2026-11-20T11:00Z")})}, before, under(before, before.policy));
    CHECK(made.tickets.empty());
    REQUIRE(made.months.size() == 2);
    for (const auto& month : made.months) CHECK(month.before == month.after);
    CHECK(made.months[0].before.met == 1);
    CHECK(made.months[0].before.missed == 1);
}

TEST_CASE("another contract changes targets, hours and charges, and names the tickets") {
    auto before = samples::desk(timed());
    before.policy.currency = {"GBP", 2};
    auto policy = before.policy;
    policy.priorities[1].targets = targets("", "30 minutes", "24 business hours");
    policy.hours->cap = hours(1);
    policy.rates = {{2026y / 1 / 1, pence(10'000)}};
    const auto made = replayed({ticket_of("high", {replied("2026-11-20T11:00Z"), worked("2026-11-24T09:00Z", hours(2))})}, before,
                               under(before, policy));
    REQUIRE(made.tickets.size() == 1);
    CHECK(made.tickets[0].measure == Measure::respond);
    CHECK(made.tickets[0].before == "met");
    CHECK(made.tickets[0].after == "missed");
    CHECK(made.months[0].before.over == Seconds(0));
    CHECK(made.months[0].after.over == hours(1));
    CHECK(made.months[0].after.charge.all() == std::vector{pence(10'000)});
    CHECK(made.months[1].after == Outcome{});
}

TEST_CASE("every client is under the other contract, and keeps what its own says") {
    auto before = samples::desk(timed());
    before.further = {{"gold", timed()}};
    Client acme;
    acme.name = "acme";
    acme.contracts = {{2026y / 1 / 1, {}, "gold", {}, {}, {{"support", pence(500)}}, hours(7)}};
    before.clients = {acme};
    const auto other = under(before, policy());
    CHECK(other.further.empty());
    CHECK(&policy_of(other, &other.clients.front().contracts.front(), 2026y / November / 1) == &other.policy);
    CHECK(other.clients.front().contracts.front().charges.size() == 1);
    CHECK(hours_included(other, "acme", 2026y / November) == hours(7));
}

TEST_CASE("where the other contract lets support cease, its clocks stand still") {
    const auto before = samples::desk(timed());
    auto policy = before.policy;
    policy.hours->cap = hours(1);
    policy.hours->ceases = true;
    const auto late = ticket_of(
        "high", {replied("2026-11-20T11:00Z"), worked("2026-11-23T07:00Z", hours(2)), resolved_by("2026-11-30T09:00Z")});
    const auto made = replayed({late}, before, under(before, policy));
    REQUIRE(made.tickets.size() == 1);
    CHECK(made.tickets[0].before == "missed");
    CHECK(made.tickets[0].after == "met");
}

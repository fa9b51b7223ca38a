#include "core/month/closed_changes.hpp"

#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/contract/uptime_rules.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::empty_ticket;
using samples::pence;
using samples::worked;

namespace {

constexpr Month october = 2026y / October, november = 2026y / November;

Desk priced() {
    auto desk = samples::desk();
    desk.policy.currency = {"GBP", 2};
    desk.policy.rates = {{2026y / 1 / 1, pence(10'000)}};
    desk.policy.uptime->target = Percent{998'000};
    desk.policy.uptime->credits.emplace();
    Client acme;
    acme.name = "acme";
    acme.contracts = {{2026y / 1 / 1, {}, "", {}, {}, {{"support", pence(50'000)}}, hours(1)}};
    desk.clients = {acme};
    return desk;
}

/// What becomes of October and November, which are closed, when the first desk becomes the second.
std::vector<ClosedChange> changes(const Desk& before, const Desk& after, const std::vector<Month>& down = {}) {
    auto ticket = empty_ticket("howto", "acme");
    ticket.log = {worked("2026-10-12T09:00Z", hours(3)), worked("2026-12-12T09:00Z", hours(3))};
    const ClosedMonths closed{{october, {october, {}, "sam", {}}}, {november, {november, {}, "sam", {}}}};
    const auto uptime_of = [](const std::string&, Month month) {
        MonthUptime uptime;
        uptime.month = month;
        uptime.total = hours(720);
        uptime.down = hours(72);
        uptime.target = Percent{998'000};
        return uptime;
    };
    const BillingSources then{before, closed, down, uptime_of}, now{after, closed, down, uptime_of};
    const auto entries_by = [&](const Desk& desk) {
        return entries_of({&ticket, 1}, united(months_needed_by_closed(then), months_needed_by_closed(now)), desk);
    };
    return closed_changes({entries_by(before), then}, {entries_by(after), now});
}

Amounts amounts(std::int64_t units) {
    Amounts all;
    all += pence(units);
    return all;
}

}  // namespace

TEST_CASE("what holds from a later day on changes no closed month") {
    auto later = priced();
    later.policy.rates.push_back({2026y / 12 / 1, pence(20'000)});
    CHECK(changes(priced(), later).empty());
    CHECK(changes(priced(), priced(), {october}).empty());
}

TEST_CASE("a rate, a charge and hours that are changed in place change closed months") {
    auto dearer = priced(), tighter = priced(), charged = priced();
    dearer.policy.rates.front().hourly = pence(20'000);
    CHECK(changes(priced(), dearer) == std::vector<ClosedChange>{{"acme", october, amounts(20'000), {}}});
    tighter.clients.front().contracts.front().hours = Minutes(30);
    CHECK(changes(priced(), tighter) == std::vector<ClosedChange>{{"acme", october, amounts(5'000), {}}});
    charged.clients.front().contracts.front().charges.front().amount = pence(40'000);
    CHECK(changes(priced(), charged) ==
          std::vector<ClosedChange>{{"acme", october, amounts(-10'000), {}}, {"acme", november, amounts(-10'000), {}}});
}

TEST_CASE("a client's file that goes, and credits that are given no more, change closed months") {
    auto without = priced(), harder = priced();
    without.clients.clear();
    without.policy.hours->cap = hours(1);
    CHECK(changes(priced(), without, {october}) == std::vector<ClosedChange>{{"acme", october, amounts(-50'000), amounts(-5'000)},
                                                                             {"acme", november, amounts(-50'000), {}}});
    harder.policy.uptime->credits.reset();
    CHECK(changes(priced(), harder, {october}) == std::vector<ClosedChange>{{"acme", october, {}, amounts(-5'000)}});
}

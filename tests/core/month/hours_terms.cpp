#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "core/month/consequence.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::empty_ticket;
using samples::worked;

namespace {

using Over = Policy::Hours::Over;

constexpr Month november = 2026y / November;

/// A ticket of Acme's with so much work on days of this month, from midnight on.
Ticket worked_in(const std::string& month, std::vector<Minutes> entries, const std::string& kind = "howto") {
    auto made = empty_ticket(kind, "acme");
    int day = 10;
    for (const auto time : entries) made.log.push_back(worked(month + "-" + std::to_string(day++) + "T00:00Z", time));
    return made;
}

Desk desk_with(const Policy::Hours& hours, std::vector<Client::Contract> contracts = {}) {
    auto policy = samples::policy();
    *policy.hours = hours;
    auto desk = samples::desk(policy);
    if (contracts.empty()) return desk;
    Client acme;
    acme.name = "acme";
    acme.contracts = std::move(contracts);
    desk.clients = {acme};
    return desk;
}

ClientHours acme_in(const std::vector<Ticket>& tickets, Month month, const Desk& desk) {
    return month_hours(tickets, month, desk, "acme").clients.front();
}

Policy::Hours capped(Minutes cap) {
    Policy::Hours hours;
    hours.cap = cap;
    return hours;
}

}  // namespace

TEST_CASE("each entry is rounded up by itself, and the time that it took is kept") {
    auto rules = capped(hours(1));
    rules.round = Minutes(15);
    const auto acme = acme_in({worked_in("2026-11", {Minutes(1), Minutes(15), Minutes(16)})}, november, desk_with(rules));
    REQUIRE(acme.entries.size() == 3);
    CHECK(acme.entries[0].time == Minutes(1));
    CHECK(acme.entries[0].accounted == Minutes(15));
    CHECK(acme.entries[1].accounted == Minutes(15));
    CHECK(acme.entries[2].accounted == Minutes(30));
    CHECK(acme.used == hours(1));
    CHECK(acme.over == Seconds(0));
}

TEST_CASE("what an entry over a month's end is rounded up by belongs to its last piece") {
    Policy::Hours rules;
    rules.round = Minutes(30);
    auto ticket = empty_ticket("howto", "acme");
    ticket.log = {worked("2026-11-30T23:50Z", Minutes(20))};
    const auto desk = desk_with(rules);
    CHECK(acme_in({ticket}, november, desk).used == Minutes(10));
    CHECK(acme_in({ticket}, 2026y / December, desk).used == Minutes(20));
}

TEST_CASE("a cause decides before scope and kind whether work counts") {
    auto rules = capped(hours(30));
    rules.count_causes = {"improper use"};
    rules.spare_causes = {"our mistake"};
    const auto why_not = [&](const std::string& kind, const std::string& cause, const std::string& out_because) {
        auto ticket = worked_in("2026-11", {hours(1)}, kind);
        if (!cause.empty()) append(ticket, samples::event("2026-11-20T09:00Z", did::Resolve{"Done", "", cause, ""}));
        if (!out_because.empty()) append(ticket, samples::event("2026-11-21T09:00Z", did::Scope{"out", out_because}));
        ticket.now.kind = kind;
        return acme_in({ticket}, november, desk_with(rules)).entries.front().why_not;
    };
    CHECK(why_not("fault", "improper use", "").empty());
    CHECK(why_not("howto", "our mistake", "") == "cause our mistake");
    CHECK(why_not("howto", "", "hardware") == "out of scope");
    CHECK(why_not("fault", "", "improper use").empty());
    CHECK(why_not("fault", "", "") == "kind fault");
    CHECK(why_not("howto", "something else", "").empty());
}

TEST_CASE("a contract's hours come before the policy's cap, and the terms of the month's first day hold") {
    const auto desk = desk_with(capped(hours(30)), {{2026y / 1 / 1, 2026y / 11 / 9, "", {}, {}, {}, hours(20)},
                                                    {2026y / 11 / 10, {}, "", {}, {}, {}, hours(10)}});
    const std::vector tickets{worked_in("2026-11", {hours(15), hours(10)}), worked_in("2026-12", {hours(12)})};
    CHECK(acme_in(tickets, november, desk).cap == hours(20));
    CHECK(acme_in(tickets, november, desk).over == hours(5));
    CHECK(acme_in(tickets, 2026y / December, desk).cap == hours(10));
    CHECK(acme_in({}, 2025y / December, desk).cap == hours(30));                        // no contract yet
    CHECK(month_hours(std::span<const Ticket>(), november, desk).clients.size() == 1);  // a statement is due without any work
}

TEST_CASE("over the cap the policy says whether work is charged, agreed, or nobody's") {
    const std::vector tickets{worked_in("2026-11", {hours(15), hours(10)})};
    auto rules = capped(hours(20));
    CHECK(acme_in(tickets, november, desk_with(rules)).unagreed == Seconds(0));
    rules.over = Over::stop;
    CHECK(acme_in(tickets, november, desk_with(rules)).unagreed == hours(5));
    rules.over = Over::agree;
    auto desk = desk_with(rules, {{2026y / 1 / 1, {}, "", {}, {}}});
    CHECK(acme_in(tickets, november, desk).unagreed == hours(5));
    desk.clients.front().agreed = {{november, hours(1), "", "Jane", 2026y / 11 / 12},
                                   {november, hours(3), "", "Jane", 2026y / 11 / 13},
                                   {2026y / December, hours(9), "", "Jane", 2026y / 11 / 13}};
    const auto acme = acme_in(tickets, november, desk);
    CHECK(acme.agreed == hours(3));  // the last of the month holds
    CHECK(acme.over == hours(5));
    CHECK(acme.unagreed == hours(2));
    CHECK(acme.entries.back().unagreed == hours(2));
}

TEST_CASE("support ceases where the hours, and those that were agreed, are used up, until the month is over") {
    const std::vector tickets{worked_in("2026-11", {hours(15), hours(10)}), worked_in("2026-11", {hours(9)}, "fault")};
    auto rules = capped(hours(20));
    rules.ceases = true;
    const auto desk = desk_with(rules);
    const auto acme = acme_in(tickets, november, desk);
    // The entry that used it up was recorded at 10:00.
    const Period ceased{acme.entries.back().recorded, at("2026-12-01T00:00Z")};
    CHECK(acme.suspensions == std::vector{ceased});
    const auto times = suspension_periods(entries_of(tickets, all_months, desk), desk);
    CHECK(times.at("acme") == std::vector{ceased});
    rules.over = Over::agree;
    auto agreeing = desk_with(rules, {{2026y / 1 / 1, {}, "", {}, {}}});
    agreeing.clients.front().agreed = {{november, hours(3), "", "Jane", 2026y / 11 / 13}};
    CHECK(acme_in(tickets, november, agreeing).suspensions == std::vector{ceased});  // not enough
    auto& agreed = agreeing.clients.front().agreed.front();
    agreed.limit = hours(5);
    // By the day alone it holds from the end of the day; else from the moment.
    CHECK(acme_in(tickets, november, agreeing).suspensions == std::vector<Period>{{ceased.from, at("2026-11-14T00:00Z")}});
    agreed.at = at("2026-11-13T09:00Z");
    CHECK(acme_in(tickets, november, agreeing).suspensions == std::vector<Period>{{ceased.from, at("2026-11-13T09:00Z")}});
    agreed.at = at("2026-11-02T09:00Z");
    CHECK(acme_in(tickets, november, agreeing).suspensions.empty());
    rules.ceases = false;
    CHECK(acme_in(tickets, november, desk_with(rules)).suspensions.empty());
}

TEST_CASE("what a month leaves is carried over, and the oldest is used first") {
    auto rules = capped(hours(10));
    rules.rollover.emplace();
    const auto desk = desk_with(rules, {{2026y / 8 / 1, {}, "", {}, {}}});
    const std::vector tickets{worked_in("2026-09", {hours(4)}), worked_in("2026-11", {hours(12), hours(15)})};
    CHECK(acme_in(tickets, 2026y / August, desk).carried == Seconds(0));
    CHECK(acme_in(tickets, 2026y / September, desk).carried == hours(10));
    CHECK(acme_in(tickets, 2026y / October, desk).carried == hours(16));  // 6 of August and 10 of September
    CHECK(acme_in(tickets, november, desk).carried == hours(26));
    CHECK(acme_in(tickets, november, desk).used == hours(27));
    CHECK(acme_in(tickets, november, desk).over == Seconds(0));
    CHECK(acme_in(tickets, 2026y / December, desk).carried == hours(9));
    CHECK(months_needed(desk, november, "acme") == MonthSpan{2026y / August, november});
    CHECK(months_needed(desk, november) == MonthSpan{{}, november});  // those without a file began with their first work
}

TEST_CASE("carried hours have a limit and expire") {
    auto rules = capped(hours(10));
    rules.rollover = Policy::Hours::Rollover{hours(15), 2};
    const auto desk = desk_with(rules, {{2026y / 6 / 1, {}, "", {}, {}}});
    CHECK(acme_in({}, 2026y / July, desk).carried == hours(10));
    CHECK(acme_in({}, 2026y / August, desk).carried == hours(15));
    rules.rollover = Policy::Hours::Rollover{{}, 2};
    const auto expiring = desk_with(rules, {{2026y / 6 / 1, {}, "", {}, {}}});
    CHECK(acme_in({}, 2026y / October, expiring).carried == hours(20));
    // August's are used first, so that September's are left.
    CHECK(acme_in({worked_in("2026-10", {hours(10)})}, november, expiring).carried == hours(20));
    CHECK(acme_in({worked_in("2026-10", {hours(15)})}, november, expiring).carried == hours(15));
}

TEST_CASE("without a contract in the month nothing is carried on") {
    auto rules = capped(hours(10));
    rules.rollover.emplace();
    const auto desk = desk_with(rules, {{2026y / 8 / 1, 2026y / 8 / 31, "", {}, {}}, {2026y / 11 / 1, {}, "", {}, {}}});
    CHECK(acme_in({}, 2026y / September, desk).carried == Seconds(0));
    CHECK(acme_in({}, 2026y / October, desk).carried == Seconds(0));
    CHECK(acme_in({}, november, desk).carried == Seconds(0));
}

TEST_CASE("what a term includes of a kind is used up over all its months") {
    auto desk = desk_with({}, {{2026y / 9 / 1, {}, "", {}, {}, {}, {}, {{"training", hours(8)}}}});
    const std::vector tickets{worked_in("2026-08", {hours(5)}, "training"), worked_in("2026-10", {hours(6)}, "training"),
                              worked_in("2026-11", {hours(1), hours(3), Minutes(30)}, "training"),
                              worked_in("2026-11", {hours(9)})};
    const auto plan = [&](Month month) { return acme_in(tickets, month, desk).plans.front(); };
    CHECK(plan(2026y / October).used == hours(6));
    CHECK(plan(2026y / October).over == Seconds(0));
    CHECK(plan(november).used == Minutes(630));
    CHECK(plan(november).over == Minutes(150));
    REQUIRE(plan(november).entries.size() == 2);
    CHECK(plan(november).entries[0].over == hours(2));
    CHECK(plan(november).entries[0].unagreed == hours(2));
    desk.clients.front().agreed = {{november, Minutes(150), "training", "Dean", 2026y / 11 / 1}};
    CHECK(plan(november).agreed == Minutes(150));
    CHECK(plan(november).entries[1].unagreed == Seconds(0));
    CHECK(months_needed(desk, november) == MonthSpan{2026y / September, november});
}

TEST_CASE("work that nobody agreed to is told by how much it is more") {
    auto rules = capped(hours(20));
    rules.over = Over::agree;
    const auto desk = desk_with(rules);
    const auto other = worked_in("2026-11", {hours(19)});
    const auto before = empty_ticket("howto", "acme");
    auto after = before;
    after.log = {worked("2026-11-20T00:00Z", hours(3))};
    CHECK(consequence_of({&other, 1}, {{&before, 1}, {&after, 1}}, "acme", november, desk).unagreed == hours(2));
    CHECK(consequence_of({}, {{&before, 1}, {&after, 1}}, "acme", november, desk).unagreed == Seconds(0));
    CHECK(consequence_of({&other, 1}, {{&after, 1}, {&after, 1}}, "acme", november, desk).unagreed == Seconds(0));
}

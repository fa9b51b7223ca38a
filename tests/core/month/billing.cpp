#include "core/month/billing.hpp"

#include <doctest/doctest.h>

#include "core/contract/hours_rules.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::empty_ticket;
using samples::pence;
using samples::worked;
using What = StatementLine::What;

namespace {

constexpr Month november = 2026y / November, december = 2026y / December;

/// 20 hours a month for 5,000, and 200 an hour over them.
Desk desk_with_money() {
    auto policy = samples::policy();
    policy.currency = {"GBP", 2};
    policy.rates = {{2026y / 1 / 1, pence(20'000)}};
    auto desk = samples::desk(policy);
    Client acme;
    acme.name = "acme";
    acme.contracts = {{2026y / 1 / 1, {}, "", {}, {}, {{"support", pence(500'000)}}, hours(20)}};
    desk.clients = {acme};
    return desk;
}

Ticket worked_by(const std::string& when, Minutes time, const std::string& client = "acme") {
    auto made = empty_ticket("howto", client);
    for (auto begin = at(when); time > Minutes(0); time -= hours(10), begin += days(1))
        made.log.push_back({begin + hours(10), "sam", worked(std::min<Minutes>(time, hours(10))), {}});
    return made;
}

Money total_of(const std::vector<Ticket>& tickets, Month month, const Desk& desk, const ClosedMonths& closed = {}) {
    const auto billing = bill(tickets, month, {desk, closed}, "acme");
    return billing.statements.empty() ? Money{} : billing.statements.front().total();
}

ClosedMonth closed(const std::vector<Ticket>& tickets, Month month, const Desk& desk, const ClosedMonths& before = {}) {
    const BillingSources sources{desk, before};
    return close_month(bill(tickets, month, sources), sources, "sam", at("2027-06-01T09:00Z"));
}

}  // namespace

TEST_CASE("20 hours for 5,000 a month, 25 used, 200 an hour over them: 6,000") {
    const auto desk = desk_with_money();
    const ClosedMonths none;
    const std::vector tickets{worked_by("2026-11-02T00:00Z", hours(25))};
    const auto statement = bill(tickets, november, {desk, none}).statements.front();
    CHECK(to_text(statement.total()) == "6000.00");
    REQUIRE(statement.lines.size() == 2);
    CHECK(statement.lines[0].text == "support");
    CHECK(statement.lines[1].time == hours(5));
    CHECK(statement.lines[1].hourly == pence(20'000));
    CHECK(statement.hours.over == hours(5));
}

TEST_CASE("the rate of the day of the work holds, the client's own before the desk's") {
    auto desk = desk_with_money();
    desk.policy.rates = {{2026y / 1 / 1, pence(20'000)}, {2026y / 11 / 4, pence(30'000)}};
    const std::vector tickets{worked_by("2026-11-02T00:00Z", hours(30))};
    CHECK(total_of(tickets, november, desk) == pence(500'000 + 10 * 30'000));
    desk.clients.front().rates = {{2026y / 11 / 1, pence(1'000)}};
    CHECK(total_of(tickets, november, desk) == pence(500'000 + 10 * 1'000));
    desk.clients.front().rates = {{2026y / 12 / 1, pence(1'000)}};
    CHECK(total_of(tickets, november, desk) == pence(500'000 + 10 * 30'000));
}

TEST_CASE("work for which there is no rate costs nothing, and that is told") {
    auto desk = desk_with_money();
    desk.policy.rates = {{2026y / 12 / 1, pence(20'000)}};
    const ClosedMonths none;
    const std::vector tickets{worked_by("2026-11-02T00:00Z", hours(25))};
    const auto statement = bill(tickets, november, {desk, none}).statements.front();
    CHECK(statement.total() == pence(500'000));
    CHECK(statement.unpriced == hours(5));
}

TEST_CASE("what nobody agreed to is not charged") {
    auto desk = desk_with_money();
    desk.policy.hours->over = Policy::Hours::Over::agree;
    desk.clients.front().agreed = {{november, hours(2), "", "Jane", 2026y / 11 / 20}};
    CHECK(total_of({worked_by("2026-11-02T00:00Z", hours(25))}, november, desk) == pence(500'000 + 2 * 20'000));
    desk.policy.hours->over = Policy::Hours::Over::stop;
    CHECK(total_of({worked_by("2026-11-02T00:00Z", hours(25))}, november, desk) == pence(500'000));
}

TEST_CASE("work over a plan is charged as far as it was agreed") {
    auto desk = desk_with_money();
    desk.clients.front().contracts.front().planned = {{"howto", hours(8)}};
    desk.clients.front().contracts.front().hours = hours(100);
    const std::vector tickets{worked_by("2026-11-02T00:00Z", Minutes(630))};
    CHECK(total_of(tickets, november, desk) == pence(500'000));
    desk.clients.front().agreed = {{november, hours(2), "howto", "Dean", 2026y / 11 / 20}};
    CHECK(total_of(tickets, november, desk) == pence(500'000 + 2 * 20'000));
}

TEST_CASE("a month that is closed stays as it was stated, and the next one that is open corrects it") {
    const auto desk = desk_with_money();
    std::vector tickets{worked_by("2026-11-02T00:00Z", hours(25))};
    ClosedMonths months{{november, closed(tickets, november, desk)}};
    tickets.push_back(worked_by("2026-11-20T00:00Z", hours(1)));
    CHECK(total_of(tickets, november, desk, months) == pence(600'000));
    const auto next = bill(tickets, december, {desk, months}, "acme").statements.front();
    REQUIRE(next.lines.size() == 2);
    CHECK(next.lines[1].what == What::correction);
    CHECK(next.lines[1].of == november);
    CHECK(next.lines[1].amount == pence(20'000));
    CHECK(total_of(tickets, 2027y / January, desk, months) == pence(500'000));  // December is open
}

TEST_CASE("a correction is made once, and further ones follow it") {
    const auto desk = desk_with_money();
    std::vector tickets{worked_by("2026-11-02T00:00Z", hours(25))};
    ClosedMonths months{{november, closed(tickets, november, desk)}};
    tickets.push_back(worked_by("2026-11-20T00:00Z", hours(1)));
    months.emplace(december, closed(tickets, december, desk, months));
    CHECK(total_of(tickets, 2027y / January, desk, months) == pence(500'000));
    tickets.pop_back();
    CHECK(total_of(tickets, december, desk, months) == pence(520'000));
    CHECK(total_of(tickets, 2027y / January, desk, months) == pence(500'000 - 20'000));
}

TEST_CASE("a client that is found only after a month was closed is charged in the next one") {
    auto desk = desk_with_money();
    ClosedMonths months{{november, closed({}, november, desk)}};
    Client blue = desk.clients.front();
    blue.name = "blue";
    blue.contracts.front().from = 2026y / 11 / 1;
    blue.contracts.front().to = 2026y / 11 / 30;
    desk.clients.push_back(blue);
    const auto statements = bill(std::span<const Ticket>(), december, {desk, months}).statements;
    REQUIRE(statements.size() == 2);
    CHECK(statements[1].client == "blue");
    CHECK(statements[1].total() == pence(500'000));
}

TEST_CASE("a month is closed once, and not before it is over") {
    const auto desk = desk_with_money();
    const ClosedMonths none;
    const BillingSources sources{desk, none};
    const auto refusal = [](const BillingSources& of, Instant now) {
        return samples::refusal([&] { close_month(bill(std::span<const Ticket>(), november, of), of, "sam", now); });
    };
    CHECK(refusal(sources, at("2026-11-30T23:59:59Z")) == "2026-11 is not over");
    const ClosedMonths months{
        {november, close_month(bill(std::span<const Ticket>(), november, sources), sources, "sam", at("2026-12-01T00:00Z"))}};
    CHECK(refusal({desk, months}, at("2026-12-02T00:00Z")) == "2026-11 was closed on 2026-12-01 00:00 by sam");
}

TEST_CASE("the months that a statement depends on are those of the closed ones before it, too") {
    const auto desk = desk_with_money();
    const ClosedMonth any;
    const ClosedMonths months{{2026y / September, any}, {2026y / October, any}, {november, any}};
    CHECK(months_needed(BillingSources{desk, months}, december) == MonthSpan{2026y / September, december});
    CHECK(months_needed(BillingSources{desk, months}, november) == MonthSpan{november, november});
    CHECK(months_needed(BillingSources{desk, {}}, december) == MonthSpan{december, december});
}

TEST_CASE("in random months lines add up to the total, and each is rounded by less than half a unit") {
    samples::Dice dice(45);
    for (int round = 0; round < 300; ++round) {
        auto desk = desk_with_money();
        desk.policy.hours->round = dice.chance(2) ? std::optional(Minutes(1 + dice.number(60))) : std::nullopt;
        desk.policy.rates = {{2026y / 1 / 1, pence(dice.number(30'000))},
                             {2026y / 11 / (2 + dice.number(20)), pence(dice.number(30'000))}};
        desk.clients.front().contracts.front().hours = Minutes(dice.number(40 * 60));
        std::vector<Ticket> tickets;
        for (int count = dice.number(12); count > 0; --count)
            tickets.push_back(
                worked_by("2026-11-0" + std::to_string(1 + dice.number(9)) + "T00:00Z", Minutes(1 + dice.number(2000))));
        const ClosedMonths none;
        const auto billing = bill(tickets, november, {desk, none});
        REQUIRE(billing.statements.size() == 1);
        Money sum;
        Seconds charged{0};
        for (const auto& line : billing.statements.front().lines) {
            sum += line.amount;
            if (line.what != What::over) continue;
            charged += line.time;
            const auto off = line.amount.units * 3600 - line.hourly->units * line.time.count();
            REQUIRE(off > -1800);
            REQUIRE(off <= 1800);
        }
        REQUIRE(billing.statements.front().total() == sum);
        REQUIRE(charged == billing.statements.front().hours.over);
    }
}

namespace {

Money yen(std::int64_t units) { return {units, {"JPY", 0}}; }

/// Acme's contract is in JPY, by a policy that begins as a copy of the desk's, which is in GBP.
Desk desk_in_yen() {
    auto desk = desk_with_money();
    desk.further = {{"eu", desk.policy}};
    desk.further.front().policy.currency = {"JPY", 0};
    auto& contract = desk.clients.front().contracts.front();
    contract.policy = "eu";
    contract.charges = {{"support", yen(50'000)}};
    return desk;
}

std::vector<Statement> statements_of(const Desk& desk, const std::string& from = "2026-11-02T00:00Z", Minutes time = hours(22)) {
    const ClosedMonths none;
    return bill(std::vector{worked_by(from, time)}, november, {desk, none}).statements;
}

}  // namespace

TEST_CASE("a contract in another currency is charged by the rates of that currency") {
    auto desk = desk_in_yen();
    desk.clients.front().rates = {{2026y / 1 / 1, yen(9'500)}};
    const auto all = statements_of(desk);
    REQUIRE(all.size() == 1);
    CHECK(all.front().currency.code == "JPY");
    CHECK(all.front().total() == yen(50'000 + 2 * 9'500));
    CHECK(to_text(all.front().total()) == "69000");
}

TEST_CASE("rates that were inherited from a desk with another currency charge nothing") {
    const auto all = statements_of(desk_in_yen());
    REQUIRE(all.size() == 1);
    CHECK(all.front().total() == yen(50'000));
    CHECK(all.front().unpriced == hours(2));
}

TEST_CASE("a client's rate holds under the contracts of its currency only") {
    auto desk = desk_in_yen();
    auto& acme = desk.clients.front();
    acme.rates = {{2026y / 1 / 1, pence(1'000)}};  // of an earlier contract
    CHECK(statements_of(desk).front().total() == yen(50'000));
    desk.further.front().policy.rates = {{2026y / 1 / 1, yen(9'000)}};
    CHECK(statements_of(desk).front().total() == yen(50'000 + 2 * 9'000));
}

TEST_CASE("a month in which the currency changes has a statement in each") {
    auto desk = desk_in_yen();
    auto& acme = desk.clients.front();
    acme.contracts.insert(acme.contracts.begin(), acme.contracts.front());
    acme.contracts[0].to = 2026y / 11 / 15;
    acme.contracts[0].policy.clear();
    acme.contracts[0].charges = {{"support", pence(500'000)}};
    acme.contracts[1].from = 2026y / 11 / 16;
    acme.rates = {{2026y / 11 / 16, yen(9'500)}};
    const auto all = statements_of(desk, "2026-11-14T09:00Z", hours(30));
    REQUIRE(all.size() == 2);
    CHECK(all[0].total() == pence(500'000));
    CHECK(all[0].hours.used == hours(30));
    CHECK(all[1].client == "acme");
    CHECK(all[1].total() == yen(10 * 9'500));
    CHECK(all[1].hours == HoursSum());
}

TEST_CASE("a contract that changes its currency after a month was closed is corrected in both") {
    auto desk = desk_with_money();
    const std::vector tickets{worked_by("2026-11-02T00:00Z", hours(22))};
    ClosedMonths months{{november, closed(tickets, november, desk)}};
    desk = desk_in_yen();
    desk.clients.front().rates = {{2026y / 1 / 1, yen(9'500)}};
    const auto all = bill(tickets, december, {desk, months}).statements;
    REQUIRE(all.size() == 2);
    CHECK(all[0].total() == yen(50'000 + 50'000 + 2 * 9'500));
    CHECK(all[1].total() == pence(-540'000));
    months.emplace(december, closed(tickets, december, desk, months));
    CHECK(bill(tickets, 2027y / January, {desk, months}).statements.size() == 1);
}

TEST_CASE("the clients' amounts of different currencies stay apart") {
    auto desk = desk_in_yen();
    desk.clients.push_back(desk_with_money().clients.front());
    desk.clients.back().name = "globex";
    Amounts sums;
    for (const auto& statement : statements_of(desk)) sums += statement.total();
    CHECK(sums.all() == std::vector{pence(500'000), yen(50'000)});
}

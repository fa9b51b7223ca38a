#include "core/month/credits.hpp"

#include <doctest/doctest.h>

#include "core/contract/uptime_rules.hpp"
#include "core/month/billing.hpp"
#include "tests/dice.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace std::chrono;
using samples::at;
using samples::pence;

namespace {

using Formula = Policy::Uptime::Credits::Formula;

constexpr Month october = 2026y / October, november = 2026y / November;

/// 500 a month for access and 4,500 for support; credits are of access.
Desk desk_with_credits() {
    auto policy = samples::policy();
    policy.currency = {"GBP", 2};
    policy.uptime->target = Percent{998'000};
    policy.uptime->credits = Policy::Uptime::Credits{Formula::percent, {"access"}, "", true};
    auto desk = samples::desk(policy);
    Client acme;
    acme.name = "acme";
    acme.contracts = {{2026y / 1 / 1, {}, "", {}, {}, {{"access", pence(50'000)}, {"support", pence(450'000)}}}};
    desk.clients = {acme};
    return desk;
}

MonthUptime down_for(Seconds down, Month month = november) {
    MonthUptime uptime;
    uptime.month = month;
    uptime.total = hours(720);
    uptime.down = down;
    uptime.target = Percent{998'000};
    return uptime;
}

Credit credit_of(const MonthUptime& uptime, const Desk& desk = desk_with_credits()) {
    return credit_for(desk.clients.front(), uptime, desk).value();
}

}  // namespace

TEST_CASE("A38, A40: at 99 % a hundredth of the charges for access is given back, as a percentage") {
    const auto credit = credit_of(down_for(Seconds(hours(720)) / 100));
    CHECK(credit.base == pence(50'000));
    CHECK(credit.amount == pence(500));
    CHECK_FALSE(credit.is_capped());
}

TEST_CASE("A38, A41: literally each point is worth the month's charges, and they are the most") {
    auto desk = desk_with_credits();
    desk.policy.uptime->credits->formula = Formula::literal;
    CHECK(credit_of(down_for(Seconds(hours(720)) / 200), desk).amount == pence(25'000));
    const auto credit = credit_of(down_for(Seconds(hours(720)) / 50), desk);
    CHECK(credit.raw == pence(100'000));
    CHECK(credit.amount == pence(50'000));
    CHECK(credit.is_capped());
}

TEST_CASE("A38: what is short counts from 100, not from the target") {
    CHECK(credit_of(down_for(Minutes(86))).why_not == "the target was met");  // 99.8009 %
    CHECK(credit_of(down_for(Minutes(87))).amount == pence(101));             // 0.2014 %, rounded
}

TEST_CASE("A39: whether excused maintenance counts as up in a, the policy says") {
    auto uptime = down_for(hours(2));
    uptime.excused = hours(1);
    CHECK(credit_of(uptime).up == hours(718));
    auto desk = desk_with_credits();
    desk.policy.uptime->credits->excused_is_up = false;
    CHECK(credit_of(uptime, desk).up == hours(717));
}

TEST_CASE("A36: there is a credit only for months that lie wholly within contracts") {
    auto desk = desk_with_credits();
    auto& contracts = desk.clients.front().contracts;
    const auto why_not = [&] { return credit_of(down_for(hours(10)), desk).why_not; };
    CHECK(why_not().empty());
    contracts.front().from = 2026y / 11 / 10;
    CHECK(why_not() == "month not wholly in term (from 2026-11-10)");
    contracts.front().from = 2026y / 11 / 1;
    contracts.front().to = 2026y / 11 / 29;
    CHECK(why_not() == "month not wholly in term (until 2026-11-29)");
    contracts.front().to = 2026y / 11 / 30;
    CHECK(why_not().empty());
    contracts.front().to = 2026y / 11 / 14;
    contracts.push_back(contracts.front());
    contracts.back().from = 2026y / 11 / 15;
    contracts.back().to.reset();
    CHECK(why_not().empty());  // one follows the other
}

TEST_CASE("there is no credit before the month is over, nor where the policy gives none") {
    auto uptime = down_for(hours(10));
    uptime.over = false;
    CHECK(credit_of(uptime).why_not == "the month is not over");
    auto desk = desk_with_credits();
    desk.policy.uptime->credits.reset();
    CHECK_FALSE(credit_for(desk.clients.front(), down_for(hours(10)), desk));
}

TEST_CASE("A37: credits are deducted from later charges, the oldest first, and never paid out") {
    auto desk = desk_with_credits();
    desk.policy.uptime->credits->formula = Formula::literal;
    desk.clients.front().contracts.front().charges = {{"access", pence(30'000)}};
    const auto always_down = [](const std::string&, Month month) { return down_for(hours(100), month); };
    const std::vector<Month> months{2026y / September, october};
    const auto account = [&](Month month) { return credit_account("acme", month, months, always_down, desk, {}); };
    using Parts = std::vector<CreditAccount::Part>;
    CHECK(account(2026y / August) == CreditAccount{});
    CHECK(account(2026y / September) == CreditAccount{{}, {{2026y / September, pence(30'000)}}});
    CHECK(account(october).applied == Parts{{2026y / September, pence(30'000)}});
    CHECK(account(november).applied == Parts{{october, pence(30'000)}});
    CHECK(account(2026y / December) == CreditAccount{});
    desk.clients.front().contracts.front().to = 2026y / 10 / 31;
    CHECK(account(november) == CreditAccount{{}, {{october, pence(30'000)}}});  // nothing is charged any more
}

TEST_CASE("A37: a statement has a line for each credit that is deducted, and a closed month keeps its own") {
    const auto desk = desk_with_credits();
    ClosedMonths closed;
    bool was_down = true;
    const BillingSources sources{desk, closed, {october}, [&](const std::string&, Month month) {
                                     return down_for(was_down ? hours(72) : hours(0), month);
                                 }};
    const auto line_of = [&](Month month) {
        const auto statement = bill(std::span<const Ticket>(), month, sources).statements.front();
        return statement.lines.size() == 3 ? statement.lines.back() : StatementLine{};
    };
    CHECK(line_of(october) == StatementLine{});
    const auto line = line_of(november);
    CHECK(line.what == StatementLine::What::credit);
    CHECK(line.of == october);
    CHECK(line.amount == pence(-5'000));
    closed.emplace(november,
                   close_month(bill(std::span<const Ticket>(), november, sources), sources, "sam", at("2026-12-02T00:00Z")));
    was_down = false;
    CHECK(line_of(november).amount == pence(-5'000));
    const auto taken_back = line_of(2026y / December);
    CHECK(taken_back.what == StatementLine::What::credit);
    CHECK(taken_back.of == october);
    CHECK(taken_back.text == "for 2026-10, taken back");
    CHECK(taken_back.amount == pence(5'000));
    const auto december =
        close_month(bill(std::span<const Ticket>(), 2026y / December, sources), sources, "sam", at("2027-01-02T00:00Z"));
    closed.emplace(december.month, december);
    CHECK(line_of(2027y / January) == StatementLine{});  // once
}

TEST_CASE("A37: a credit that was deducted is taken back from a client that has left, too") {
    auto desk = desk_with_credits();
    ClosedMonths closed;
    const BillingSources sources{
        desk, closed, {october}, [](const std::string&, Month month) { return down_for(hours(72), month); }};
    const auto close = [&](Month month) {
        closed.emplace(month,
                       close_month(bill(std::span<const Ticket>(), month, sources), sources, "sam", at("2027-01-02T00:00Z")));
    };
    close(october);
    close(november);
    desk.clients.clear();
    const auto statements = bill(std::span<const Ticket>(), 2026y / December, sources).statements;
    REQUIRE(statements.size() == 1);
    CHECK(statements[0].client == "acme");
    CHECK(statements[0].total() == pence(5'000 - 2 * 500'000));  // the charges of both months, and the credit
}

TEST_CASE("in random months no more is deducted than was given, nor than is charged") {
    samples::Dice dice(47);
    for (int round = 0; round < 200; ++round) {
        auto desk = desk_with_credits();
        desk.policy.uptime->credits->formula = dice.chance(2) ? Formula::literal : Formula::percent;
        desk.policy.uptime->credits->of = dice.chance(2) ? std::vector<std::string>{"access"} : std::vector<std::string>();
        std::map<Month, MonthUptime> uptimes;
        std::vector<Month> months;
        for (auto month = 2026y / January; month <= 2026y / September; month += std::chrono::months(1)) {
            if (dice.chance(3)) continue;
            months.push_back(month);
            uptimes[month] = down_for(Seconds(dice.number(100'000)), month);
        }
        const auto uptime_of = [&](const std::string&, Month month) { return uptimes.at(month); };
        Money given, deducted;
        for (auto month = 2026y / January; month <= 2026y / December; month += std::chrono::months(1)) {
            const auto account = credit_account("acme", month, months, uptime_of, desk, {});
            Money applied, left;
            for (const auto& part : account.applied) applied += part.amount;
            for (const auto& part : account.left) left += part.amount;
            if (uptimes.contains(month)) given += credit_of(uptimes.at(month), desk).amount;
            deducted += applied;
            REQUIRE(applied <= pence(500'000));
            REQUIRE(deducted + left == given);
        }
    }
}

TEST_CASE("a credit is deducted from charges of its currency only") {
    auto desk = desk_with_credits();
    desk.further = {{"eu", desk.policy}};
    desk.further.front().policy.currency = {"JPY", 0};
    auto& acme = desk.clients.front();
    acme.contracts.push_back(acme.contracts.front());
    acme.contracts[0].to = 2026y / 10 / 31;
    acme.contracts[1].from = 2026y / 11 / 1;
    acme.contracts[1].policy = "eu";
    acme.contracts[1].charges = {{"access", {50'000, {"JPY", 0}}}};
    const ClosedMonths none;
    const auto uptime_of = [](const std::string&, Month month) { return down_for(Seconds(hours(720)) / 100, month); };
    const auto account = credit_account("acme", november, {october, november}, uptime_of, desk, none);
    CHECK(account.applied.empty());
    REQUIRE(account.left.size() == 2);
    CHECK(account.left[0].amount == pence(500));
    CHECK(account.left[1].amount == Money{500, {"JPY", 0}});
}

#include "core/month/credits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/uptime_rules.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using Part = CreditAccount::Part;

/// Of the contract's charges those of these names; of no names all. They are all in its policy's currency.
Money charges_of(const Client::Contract& contract, const std::vector<std::string>& names) {
    Money sum;
    for (const auto& charge : contract.charges)
        if (names.empty() || contains(names, charge.item)) sum += charge.amount;
    return sum;
}

/// A month counts when the client has a contract on each of its days. Empty when it has.
std::string gap_in(const Client& client, Month month) {
    const sys_days end(Day((month + months(1)) / 1));
    for (sys_days day(Day(month / 1)); day < end; day += days(1)) {
        if (contract_on(client, day)) continue;
        const auto later = std::ranges::find_if(client.contracts, [&](const auto& each) { return sys_days(each.from) > day; });
        const bool begins = later != client.contracts.end() && sys_days(later->from) < end;
        return begins ? fmt::format("month not wholly in term (from {})", to_text(later->from))
                      : fmt::format("month not wholly in term (until {})", to_text(Day(day - days(1))));
    }
    return {};
}

/// Takes the oldest of its currency first, and adds what was taken to the parts.
void take(std::vector<Part>& from, Money most, std::vector<Part>& parts) {
    for (auto& each : from) {
        if (each.amount.currency != most.currency) continue;
        const auto amount = std::min(each.amount, most);
        if (amount <= Money()) continue;
        parts.push_back({each.month, amount});
        each.amount = each.amount - amount;
        most = most - amount;
    }
    std::erase_if(from, [](const Part& each) { return each.amount == Money(); });
}

/// What a closed month has deducted, as it was stated.
Amounts deducted(const ClosedMonth& closed, const std::string& client) {
    Amounts sums;
    for (const auto& statement : closed.statements)
        for (const auto& line : statement.lines)
            if (statement.client == client && line.what == StatementLine::What::credit) sums += -line.amount;
    return sums;
}

/// What a month's charges allow to be deducted.
Amounts most_in(Month month, const Client& client, const ClosedMonths& closed) {
    if (const auto before = closed.find(month); before != closed.end()) return deducted(before->second, client.name);
    Amounts sums;
    if (const auto* contract = contract_in(client, month)) sums += charges_of(*contract, {});
    return sums;
}

}  // namespace

std::optional<Credit> credit_for(const Client& client, const MonthUptime& uptime, const Desk& desk) {
    const auto* contract = contract_in(client, uptime.month);
    const auto& policy = policy_in(desk, contract, uptime.month);
    const auto& rules = policy.uptime->credits;
    if (!rules) return {};
    const Money nothing{0, policy.currency};
    Credit credit;
    credit.base = credit.raw = credit.amount = nothing;
    credit.month = uptime.month;
    credit.literal = rules->formula == Policy::Uptime::Credits::Formula::literal;
    const auto down = uptime.down + (rules->excused_is_up ? Seconds(0) : uptime.excused);
    credit.up = uptime.total - down;
    credit.total = uptime.total;
    if (contract) credit.base += charges_of(*contract, rules->of);
    if (!uptime.missed()) credit.why_not = uptime.target ? "the target was met" : "there is no target";
    if (auto gap = gap_in(client, uptime.month); !gap.empty()) credit.why_not = std::move(gap);
    if (!uptime.over) credit.why_not = "the month is not over";
    if (!credit.why_not.empty()) return credit;
    // As a percentage a hundredth of the charges for each point; literally all of them for each.
    credit.raw = share_of(credit.base, down.count() * (credit.literal ? 100 : 1), credit.total.count());
    credit.amount = std::min(credit.raw, credit.base);
    return credit;
}

CreditAccount credit_account(const Client& client, Month month, const std::vector<Month>& known, const UptimeOf& uptime_of,
                             const Desk& desk, const ClosedMonths& closed) {
    CreditAccount account;
    if (known.empty()) return account;
    for (auto at = known.front(); at <= month; at += months(1)) {
        account.applied.clear();
        const auto sums = most_in(at, client, closed);
        for (const auto& most : sums.all()) take(account.left, most, account.applied);
        if (!std::ranges::binary_search(known, at)) continue;
        const auto credit = credit_for(client, uptime_of(client.name, at), desk);
        if (credit && credit->amount > Money()) account.left.push_back({at, credit->amount});
    }
    return account;
}

}  // namespace desk

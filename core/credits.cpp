#include "core/credits.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using Part = CreditAccount::Part;

bool has(const std::vector<std::string>& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

/// Of the contract's charges those of these names; of no names all.
Money charges_of(const Client::Contract& contract, const std::vector<std::string>& names) {
    Money sum;
    for (const auto& charge : contract.charges)
        if (names.empty() || has(names, charge.item)) sum += charge.amount;
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

/// Takes the oldest first; answers what was taken.
std::vector<Part> taken(std::vector<Part>& from, Money most) {
    std::vector<Part> parts;
    for (auto& each : from) {
        const auto amount = std::min(each.amount, most);
        if (amount <= Money()) continue;
        parts.push_back({each.month, amount});
        each.amount = each.amount - amount;
        most = most - amount;
    }
    std::erase_if(from, [](const Part& each) { return each.amount == Money(); });
    return parts;
}

/// What a closed month has deducted, as it was stated.
Money deducted(const ClosedMonth& closed, const std::string& client) {
    Money sum;
    if (const auto* statement = stated(closed, client))
        for (const auto& line : statement->lines)
            if (line.what == StatementLine::What::credit) sum += -line.amount;
    return sum;
}

}  // namespace

std::optional<Credit> credit_for(const Client& client, const MonthUptime& uptime, const Desk& desk) {
    const auto* contract = contract_in(client, uptime.month);
    const auto& rules = policy_of(desk, contract).credits;
    if (!rules) return {};
    Credit credit;
    credit.month = uptime.month;
    credit.literal = rules->formula == Policy::Credits::Formula::literal;
    const auto down = uptime.down + (rules->excused_is_up ? Seconds(0) : uptime.excused);
    credit.up = uptime.total - down;
    credit.total = uptime.total;
    if (contract) credit.base = charges_of(*contract, rules->of);
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
        const auto* contract = contract_in(client, at);
        const auto before = closed.find(at);
        const auto most = before != closed.end() ? deducted(before->second, client.name)
                          : contract             ? charges_of(*contract, {})
                                                 : Money();
        account.applied = taken(account.left, most);
        if (!std::ranges::binary_search(known, at)) continue;
        const auto credit = credit_for(client, uptime_of(client.name, at), desk);
        if (credit && credit->amount > Money()) account.left.push_back({at, credit->amount});
    }
    return account;
}

}  // namespace desk

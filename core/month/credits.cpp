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

/// What is left of credits, by month.
class Left {
public:
    explicit Left(std::vector<Part>& parts) : parts_(parts) {}

    void add(Month month, const Money& amount) {
        const auto is_of = [&](const Part& each) { return each.month == month && each.amount.currency == amount.currency; };
        const auto found = std::ranges::find_if(parts_, is_of);
        if (found != parts_.end())
            found->amount += amount;
        else
            parts_.insert(std::ranges::upper_bound(parts_, month, {}, &Part::month), {month, amount});
        std::erase_if(parts_, [](const Part& each) { return each.amount == Money(); });
    }

    /// What was deducted and is owed no more, whatever is charged.
    void take_back(std::vector<Part>& into) {
        for (const auto& each : parts_)
            if (each.amount < Money()) into.push_back(each);
        std::erase_if(parts_, [](const Part& each) { return each.amount < Money(); });
    }

    /// The oldest of its currency first.
    void take(Money most, std::vector<Part>& into) {
        for (auto& each : parts_) {
            if (each.amount.currency != most.currency) continue;
            const auto amount = std::min(each.amount, most);
            if (amount <= Money()) continue;
            into.push_back({each.month, amount});
            each.amount = each.amount - amount;
            most = most - amount;
        }
        std::erase_if(parts_, [](const Part& each) { return each.amount == Money(); });
    }

private:
    std::vector<Part>& parts_;
};

/// As it was stated.
std::vector<Part> deducted(const ClosedMonth& closed, const std::string& client) {
    std::vector<Part> parts;
    for (const auto& statement : statements_of(closed, client))
        for (const auto& line : statement.lines)
            if (line.what == StatementLine::What::credit && line.of) parts.push_back({*line.of, -line.amount});
    return parts;
}

/// The first month in which a credit may have been given, or deducted.
std::optional<Month> first_of(const std::vector<Month>& known, const ClosedMonths& closed) {
    if (known.empty() && closed.empty()) return {};
    if (known.empty() || closed.empty()) return known.empty() ? closed.begin()->first : known.front();
    return std::min(known.front(), closed.begin()->first);
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

CreditAccount credit_account(const std::string& name, Month month, const std::vector<Month>& known, const UptimeOf& uptime_of,
                             const Desk& desk, const ClosedMonths& closed) {
    CreditAccount account;
    Left left(account.left);
    const auto* client = client_named(desk, name);
    const auto first = first_of(known, closed);
    for (auto at = first.value_or(month + months(1)); at <= month; at += months(1)) {
        account.applied.clear();
        if (const auto stated = closed.find(at); stated != closed.end()) {
            account.applied = deducted(stated->second, name);
            for (const auto& [of, amount] : account.applied) left.add(of, -amount);
        } else {
            left.take_back(account.applied);
            const auto* contract = client ? contract_in(*client, at) : nullptr;
            if (contract) left.take(charges_of(*contract, {}), account.applied);
        }
        if (!client || !std::ranges::binary_search(known, at)) continue;
        const auto credit = credit_for(*client, uptime_of(name, at), desk);
        if (credit && credit->amount > Money()) left.add(at, credit->amount);
    }
    return account;
}

}  // namespace desk

#include "core/month/corrections.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace desk {
namespace {

using What = StatementLine::What;

NetAmounts::key_type key_of(const Statement& statement) { return {statement.client, statement.currency.code}; }

}  // namespace

Money net_of(const Statement& statement) {
    Money sum{0, statement.currency};
    for (const auto& line : statement.lines)
        if (line.what != What::credit && line.what != What::correction) sum += line.amount;
    return sum;
}

NetAmounts net_of(const std::vector<Statement>& statements) {
    NetAmounts amounts;
    for (const auto& statement : statements) amounts[key_of(statement)] += net_of(statement);
    return amounts;
}

std::map<Month, NetAmounts> charged_so_far(const ClosedMonths& closed) {
    std::map<Month, NetAmounts> charged;
    for (const auto& [month, stated] : closed) {
        for (const auto& [whom, amount] : net_of(stated.statements)) charged[month][whom] += amount;
        for (const auto& statement : stated.statements)
            for (const auto& line : statement.lines)
                if (line.what == What::correction && line.of) charged[*line.of][key_of(statement)] += line.amount;
    }
    return charged;
}

NetAmounts difference(NetAmounts amounts, const NetAmounts& others) {
    for (const auto& [whom, amount] : others) amounts[whom] += -amount;
    std::erase_if(amounts, [](const auto& each) { return each.second == Money(); });
    return amounts;
}

std::vector<Month> corrected_in(Month month, const ClosedMonths& closed) {
    std::vector<Month> before;
    for (auto at = month - std::chrono::months(1); closed.contains(at); at -= std::chrono::months(1)) before.push_back(at);
    std::ranges::reverse(before);
    return before;
}

StatementLine correction_line(Month of, const Money& amount) {
    return {StatementLine::What::correction, fmt::format("of {}", to_text(of)), {}, {}, Seconds(0), {}, of, amount};
}

}  // namespace desk

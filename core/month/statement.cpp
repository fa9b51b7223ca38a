#include "core/month/statement.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/base/words.hpp"
#include "core/contract/former_names.hpp"

namespace desk {
namespace {

using What = StatementLine::What;

constexpr auto words = std::to_array<Word<What>>({
    {What::charge, "charge"},
    {What::over, "over"},
    {What::planned, "planned"},
    {What::credit, "credit"},
    {What::correction, "correction"},
});

void charge_work(Statement& statement, What what, const TimeEntry& entry, const Desk& desk) {
    const auto time = entry.over - entry.unagreed;
    if (time <= Seconds(0)) return;
    const auto hourly = rate_on(desk, statement.client, entry.began);
    if (!hourly) {
        statement.unpriced += time;
        return;
    }
    StatementLine line;
    line.what = what;
    line.text = what == What::planned ? entry.kind : std::string(first_line(entry.text));
    line.ticket = entry.ticket;
    line.began = entry.began;
    line.time = time;
    line.hourly = hourly;
    line.amount = price_of(time, *hourly);
    statement.lines.push_back(std::move(line));
}

}  // namespace

std::string_view to_text(What what) { return word_of(words, what); }

std::optional<What> statement_line_from(std::string_view word) { return value_of(words, word); }

Money Statement::total() const {
    Money sum{0, currency};
    for (const auto& line : lines) sum += line.amount;
    return sum;
}

Statement statement_of(const ClientHours& hours, Month month, const Desk& desk) {
    const auto terms = terms_in(desk, hours.client, month);
    Statement statement{hours.client, terms.policy.currency, hours};
    if (terms.contract)
        for (const auto& charge : terms.contract->charges)
            statement.lines.push_back({What::charge, charge.item, {}, {}, Seconds(0), {}, {}, charge.amount});
    for (const auto& entry : hours.entries) charge_work(statement, What::over, entry, desk);
    for (const auto& plan : hours.plans)
        for (const auto& entry : plan.entries) charge_work(statement, What::planned, entry, desk);
    return statement;
}

std::vector<Statement> separated(Statement statement) {
    std::vector<Statement> all{std::move(statement)};
    for (auto& line : std::exchange(all.front().lines, {})) {
        const auto currency = line.amount.currency.code.empty() ? all.front().currency : line.amount.currency;
        auto place = std::ranges::find(all, currency, &Statement::currency);
        if (place == all.end()) place = all.insert(place, Statement{all.front().client, currency});
        place->lines.push_back(std::move(line));
    }
    return all;
}

std::span<const Statement> statements_of(const ClosedMonth& closed, const std::string& client) {
    const auto begin = std::ranges::lower_bound(closed.statements, client, {}, &Statement::client);
    const auto end = std::ranges::upper_bound(closed.statements, client, {}, &Statement::client);
    return {begin, end};
}

std::string difference(const ClosedMonth& first, const ClosedMonth& second) {
    std::vector<std::string> names;
    const auto add_those_without_twin = [&](const ClosedMonth& some, const ClosedMonth& others) {
        for (const auto& statement : some.statements)
            if (!contains(others.statements, statement) && !contains(names, statement.client)) names.push_back(statement.client);
    };
    add_those_without_twin(first, second);
    add_those_without_twin(second, first);
    if (names.empty()) return {};
    std::ranges::replace(names, std::string(), std::string("tickets without a client"));
    return fmt::format("{} was closed by {} at {}, which applies, and with other figures by {} at {}: {}", to_text(first.month),
                       first.by, to_text(first.at), second.by, to_text(second.at), joined(names, ", "));
}

void name_as_now(ClosedMonths& closed, const Desk& desk) {
    for (auto& [month, stated] : closed) {
        for (auto& statement : stated.statements) statement.client = present_client(desk, statement.client);
        for (auto& week : stated.weeks) week.client = present_client(desk, week.client);
        std::ranges::stable_sort(stated.statements, {}, &Statement::client);
    }
}

}  // namespace desk

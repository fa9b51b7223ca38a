#include "core/month/what_if.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "cli/views/what_if.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// `12 -> 9`, or just `12` where nothing changes.
Cell changed(const std::string& before, const std::string& after, Value json, Look look) {
    return before == after ? Cell{before, std::move(json)} : Cell{fmt::format("{} -> {}", before, after), std::move(json), look};
}

Value both(Value before, Value after) { return Value::Object{{"before", std::move(before)}, {"after", std::move(after)}}; }

Cell count(int before, int after, Look less, Look more) {
    return changed(std::to_string(before), std::to_string(after), both(before, after), after < before ? less : more);
}

Cell duration_of(Seconds before, Seconds after) {
    return changed(hours_text(before), hours_text(after), both(std::int64_t{before.count()}, std::int64_t{after.count()}),
                   after < before ? Look::good : Look::warning);
}

/// `690.00`; with their codes where there are others than the policy's: `690.00 GBP, 19000 JPY`. Empty where there is no money.
std::string amounts_text(const Amounts& amounts, const Currency& currency) {
    const auto& all = amounts.all();
    if (all.empty()) return currency.code.empty() ? std::string() : to_text(Money{0, currency});
    if (all.size() == 1 && all.front().currency == currency) return to_text(all.front());
    std::vector<std::string> texts;
    texts.reserve(all.size());
    for (const auto& each : all) texts.push_back(with_code(each));
    return joined(texts, ", ");
}

Cell money(const Amounts& before, const Currency& was, const Amounts& after, const Currency& is) {
    const auto shown = [](const std::string& amount) { return amount.empty() ? "none" : amount; };
    const auto then = amounts_text(before, was), now = amounts_text(after, is);
    if (then.empty() && now.empty()) return {};
    return changed(shown(then), shown(now), both(word(then).json, word(now).json), Look::accent);
}

}  // namespace

Table what_if_table(const WhatIf& made) {
    Table table{"months", {{"month"}, {"met", true}, {"missed", true}, {"over", true}, {"charge", true}, {"credit", true}},
                {},       {{"currency", both(word(made.before.code).json, word(made.after.code).json)}},
                {},       {}};
    for (const auto& [month, before, after] : made.months)
        table.rows.push_back({word(to_text(month)), count(before.met, after.met, Look::bad, Look::good),
                              count(before.missed, after.missed, Look::good, Look::bad), duration_of(before.over, after.over),
                              money(before.charge, made.before, after.charge, made.after),
                              money(before.credit, made.before, after.credit, made.after)});
    return table;
}

Table differences_table(const WhatIf& made) {
    Table table{"tickets", {{"id"}, {"client"}, {"priority"}, {"measure"}, {"before"}, {"after"}, {"title", false, true}},
                {},        {},
                {},        {}};
    table.columns[1].expendable = table.columns[2].expendable = true;
    for (const auto& [ticket, measure, before, after] : made.tickets)
        table.rows.push_back({word(ticket->id.text(), Look::accent), word(ticket->client), word(ticket->now.priority),
                              word(std::string(to_text(measure))), word(before), word(after), word(ticket->title)});
    return table;
}

std::string differences_text(std::span<const TicketDifference> differences) {
    constexpr std::size_t most = 5;
    std::vector<std::string> texts;
    for (const auto& [ticket, measure, before, after] : differences.first(std::min(differences.size(), most)))
        texts.push_back(fmt::format("{} {} {} -> {}", ticket->id.text(), to_text(measure), before, after));
    const auto more = differences.size() > most ? fmt::format(" and {} more", differences.size() - most) : "";
    return joined(texts, ", ") + more;
}

}  // namespace desk::cli

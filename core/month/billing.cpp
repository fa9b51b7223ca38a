#include "core/month/billing.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/month/corrections.hpp"

namespace desk {
namespace {

/// The statement of a client in a currency among these, made where it is missing.
Statement& of_client(std::vector<Statement>& statements, const std::string& client, const Currency& currency) {
    const auto is_it = [&](const Statement& each) { return each.client == client && each.currency == currency; };
    if (const auto found = std::ranges::find_if(statements, is_it); found != statements.end()) return *found;
    const auto place = std::ranges::upper_bound(statements, client, {}, &Statement::client);
    return *statements.insert(place, {client, currency});
}

/// Those who have a statement, and those who once had a credit: it may have to be taken back.
std::set<std::string> with_credits(const std::vector<Statement>& statements, const ClosedMonths& closed) {
    std::set<std::string> names;
    for (const auto& statement : statements) names.insert(statement.client);
    for (const auto& [month, stated] : closed)
        for (const auto& statement : stated.statements)
            if (contains(statement.lines, StatementLine::What::credit, &StatementLine::what)) names.insert(statement.client);
    return names;
}

/// What is given back for months that missed the uptime is deducted from the charges of this one.
void add_credits(std::vector<Statement>& statements, Month month, const BillingSources& sources, const std::string& client) {
    for (const auto& name : with_credits(statements, sources.closed)) {
        if (!client.empty() && name != client) continue;
        const auto account = credit_account(name, month, sources.watched, sources.uptime_of, sources.desk, sources.closed);
        for (const auto& [of, amount] : account.applied)
            of_client(statements, name, amount.currency)
                .lines.push_back({StatementLine::What::credit,
                                  fmt::format("for {}{}", to_text(of), amount < Money() ? ", taken back" : ""),
                                  {},
                                  {},
                                  Seconds(0),
                                  {},
                                  of,
                                  -amount});
    }
}

/// What was recorded, or changed, after the months before had been closed: for everybody who has, or had, something in them.
void correct(std::vector<Statement>& statements, const EntriesByClient& entries, Month month, const BillingSources& sources,
             const std::string& client) {
    auto charged = charged_so_far(sources.closed);
    for (const auto earlier : corrected_in(month, sources.closed)) {
        const auto missing =
            difference(net_of(reckoned(month_hours(entries, earlier, sources.desk, client), sources.desk)), charged[earlier]);
        for (const auto& [whom, amount] : missing)
            if (client.empty() || whom.first == client)
                of_client(statements, whom.first, amount.currency).lines.push_back(correction_line(earlier, amount));
    }
}

}  // namespace

std::vector<Statement> reckoned(const MonthHours& hours, const Desk& desk) {
    std::vector<Statement> statements;
    for (const auto& client : hours.clients)
        std::ranges::move(separated(statement_of(client, hours.month, desk)), std::back_inserter(statements));
    return statements;
}

MonthSpan months_needed(const BillingSources& sources, Month month, const std::string& client) {
    auto span = months_needed(sources.desk, month, client);
    if (sources.closed.contains(month)) return span;
    for (const auto earlier : corrected_in(month, sources.closed))
        span = united(span, months_needed(sources.desk, earlier, client));
    return {span.first, month};
}

MonthSpan months_needed(const BillingSources& sources, Month first, Month last, const std::string& client) {
    MonthSpan span{first, last};
    for (auto month = first; month <= last; month += std::chrono::months(1))
        span = united(span, months_needed(sources, month, client));
    return span;
}

Billing bill(std::span<const Ticket> tickets, Month month, const BillingSources& sources, const std::string& client) {
    return bill(entries_of(tickets, months_needed(sources, month, client), sources.desk), month, sources, client);
}

Billing bill(const EntriesByClient& entries, Month month, const BillingSources& sources, const std::string& client) {
    Billing billing{month_hours(entries, month, sources.desk, client), {}, nullptr};
    if (const auto closed = sources.closed.find(month); closed != sources.closed.end()) {
        billing.closed = &closed->second;
        for (const auto& statement : closed->second.statements)
            if (client.empty() || statement.client == client) billing.statements.push_back(statement);
        return billing;
    }
    billing.statements = reckoned(billing.hours, sources.desk);
    add_credits(billing.statements, month, sources, client);
    correct(billing.statements, entries, month, sources, client);
    return billing;
}

ClosedMonth close_month(const Billing& billing, const BillingSources& sources, const std::string& by, Instant now) {
    const auto month = billing.hours.month;
    if (billing.closed)
        throw Error(Fault::refused,
                    fmt::format("{} was closed on {} by {}", to_text(month), shown(sources.desk.policy.zone, billing.closed->at),
                                billing.closed->by),
                    "what is recorded later is a correction in the next month that is open");
    if (now < sources.desk.policy.zone.start(month + std::chrono::months(1)))
        throw Error(Fault::refused, fmt::format("{} is not over", to_text(month)));
    return {month, now, by, billing.statements, weeks_of(all_entries(billing.hours), sources.desk.policy.zone)};
}

}  // namespace desk

#include "core/month/billing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace desk {
namespace {

/// The statement of a client in a currency among these, made where it is missing.
Statement& of_client(std::vector<Statement>& statements, const Statement& like) {
    const auto is_it = [&](const Statement& statement) {
        return statement.client == like.client && statement.currency == like.currency;
    };
    if (const auto found = std::ranges::find_if(statements, is_it); found != statements.end()) return *found;
    const auto place = std::ranges::upper_bound(statements, like.client, {}, &Statement::client);
    return *statements.insert(place, {like.client, like.currency});
}

/// What is given back for months that missed the uptime is deducted from the charges of this one.
void add_credits(Statement& statement, Month month, const BillingSources& sources) {
    const auto* client = client_named(sources.desk, statement.client);
    if (!client || !sources.uptime_of) return;
    const auto account = credit_account(*client, month, sources.watched, sources.uptime_of, sources.desk, sources.closed);
    for (const auto& [of, amount] : account.applied)
        statement.lines.push_back(
            {StatementLine::What::credit, fmt::format("for {}", to_text(of)), {}, {}, Seconds(0), {}, of, -amount});
}

std::vector<Statement> reckoned(const MonthHours& hours, const BillingSources& sources) {
    std::vector<Statement> statements;
    for (const auto& client : hours.clients) {
        auto whole = statement_of(client, hours.month, sources.desk);
        add_credits(whole, hours.month, sources);
        std::ranges::move(separated(std::move(whole)), std::back_inserter(statements));
    }
    return statements;
}

/// What was recorded, or changed, after the months before had been closed.
void correct(std::vector<Statement>& statements, const EntriesByClient& entries, Month month, const BillingSources& sources,
             const std::string& client) {
    for (const auto earlier : corrected_in(month, sources.closed)) {
        auto now = reckoned(month_hours(entries, earlier, sources.desk, client), sources);
        // Who has nothing in it any more was stated all the same.
        for (const auto& then : sources.closed.at(earlier).statements)
            if (client.empty() || then.client == client) of_client(now, then);
        for (const auto& each : now)
            if (auto line = correction_of(earlier, each, sources.closed))
                of_client(statements, each).lines.push_back(*std::move(line));
    }
}

}  // namespace

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
    billing.statements = reckoned(billing.hours, sources);
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

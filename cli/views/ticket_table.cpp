#include <algorithm>

#include <fmt/format.h>

#include "cli/views.hpp"
#include "cli/views/shared.hpp"
#include "core/text.hpp"

namespace desk::cli {
namespace {

/// `3d`, `5h`, `12m`: the largest unit alone.
std::string age(Milliseconds time) {
    using namespace std::chrono;
    if (time >= days(1)) return fmt::format("{}d", floor<days>(time).count());
    if (time >= hours(1)) return fmt::format("{}h", floor<hours>(time).count());
    return fmt::format("{}m", std::max(floor<minutes>(time), minutes(0)).count());
}

struct TicketColumn {
    Column column;
    Cell (*cell)(const Ticket& ticket, const Policy& policy, Instant now);
};

const std::vector<TicketColumn>& ticket_columns() {
    static const std::vector<TicketColumn> columns{
        {{"id"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.id.text(), Look::accent); }},
        {{"status"},
         [](const Ticket& ticket, const Policy&, Instant) {
             return word(std::string(to_text(ticket.now.status)), look_of(ticket.now.status));
         }},
        {{"priority"},
         [](const Ticket& ticket, const Policy& policy, Instant) {
             return word(ticket.now.priority, look_of(policy, ticket.now.priority));
         }},
        {{"tier", true},
         [](const Ticket& ticket, const Policy&, Instant) {
             if (ticket.now.tier == 0) return Cell{};
             return Cell{std::to_string(ticket.now.tier), ticket.now.tier};
         }},
        {{"kind"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.now.kind); }},
        {{"client"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.client); }},
        {{"requester"},
         [](const Ticket& ticket, const Policy&, Instant) {
             return Cell{shown(ticket.requester), to_json(ticket.requester)};
         }},
        {{"channel"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.channel); }},
        {{"assignee"}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.now.assignee); }},
        {{"scope"},
         [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.now.out_of_scope ? "out" : "", Look::warning); }},
        {{"opened"},
         [](const Ticket& ticket, const Policy& policy, Instant) {
             return Cell{shown(policy.zone, ticket.opened), to_text(ticket.opened)};
         }},
        {{"age", true},
         [](const Ticket& ticket, const Policy&, Instant now) {
             return Cell{age(now - ticket.opened), std::int64_t{std::chrono::floor<Seconds>(now - ticket.opened).count()},
                         Look::faint};
         }},
        {{"title", false, true}, [](const Ticket& ticket, const Policy&, Instant) { return word(ticket.title); }},
    };
    return columns;
}

const TicketColumn& column_named(std::string_view name) {
    const auto& columns = ticket_columns();
    const auto column =
        std::ranges::find(columns, name, [](const TicketColumn& each) -> std::string_view { return each.column.key; });
    if (column != columns.end()) return *column;
    throw Error(Fault::usage, fmt::format("there is no column \"{}\"{}", name, did_you_mean(name, column_names())),
                fmt::format("the columns are: {}", joined(column_names(), ", ")));
}

}  // namespace

const std::vector<std::string>& column_names() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& each : ticket_columns()) all.push_back(each.column.key);
        return all;
    }();
    return names;
}

const std::vector<std::string>& default_columns() {
    static const std::vector<std::string> names{"id", "status", "priority", "client", "assignee", "age", "title"};
    return names;
}

Table ticket_table(std::span<const Ticket> tickets, std::span<const std::string> chosen, bool and_others, const Policy& policy,
                   Instant now) {
    Table table{"tickets", {}, {}, {}, {}, {}};
    std::vector<const TicketColumn*> columns;
    for (const auto& name : chosen) columns.push_back(&column_named(name));
    for (const auto* column : columns) table.columns.push_back(column->column);
    if (and_others) {
        for (const auto& each : ticket_columns()) {
            if (std::ranges::find(columns, &each) != columns.end()) continue;
            columns.push_back(&each);
            table.columns.push_back(each.column);
            table.columns.back().audience = Audience::json;
        }
    }
    for (const auto& ticket : tickets) {
        auto& row = table.rows.emplace_back();
        for (const auto* column : columns) row.push_back(column->cell(ticket, policy, now));
    }
    return table;
}

}  // namespace desk::cli

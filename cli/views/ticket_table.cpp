#include "cli/views/ticket_table.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/views/json.hpp"
#include "cli/views/shared.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"

namespace desk::cli {
namespace {

/// What the cells of a column are made from.
struct Row {
    const ListedTicket& listed;
    const ListedBy& by;
    const Ticket& ticket = *listed.ticket;

    const Desk& desk() const { return by.desk; }
    const Zone& zone() const { return desk().policy.zone; }
    const ClockSummary& clocks() const { return listed.clocks.value(); }
};

struct TicketColumn {
    Column column;
    Cell (*cell)(const Row& row);
    bool clocks = false;
};

Column expendable(std::string key) {
    Column column{std::move(key)};
    column.expendable = true;
    return column;
}

Cell tier_cell(const Row& row) {
    const int tier = row.ticket.now.tier;
    return tier == 0 ? Cell{} : Cell{std::to_string(tier), tier};
}

Cell opened_cell(const Row& row) { return {shown(row.zone(), row.ticket.opened), to_text(row.ticket.opened)}; }

Cell age_cell(const Row& row) {
    const auto time = row.by.now - row.ticket.opened;
    return {age(time), std::int64_t{std::chrono::floor<Seconds>(time).count()}, Look::faint};
}

/// Nobody knows what is owed on a ticket whose client's file cannot be read.
bool is_unknown(const Row& row) {
    const auto* client = client_named(row.desk(), row.ticket.client);
    return client && client->broken;
}

Cell due_cell(const Row& row) {
    if (is_unknown(row)) return {"unknown", {}, Look::warning};
    const auto& clocks = row.clocks();
    return clocks.due ? Cell{shown(row.zone(), *clocks.due), to_text(*clocks.due), look_of(clocks)} : Cell{};
}

Cell left_cell(const Row& row) {
    const auto& clocks = row.clocks();
    return clocks.left ? time_left(*clocks.left, look_of(clocks)) : Cell{};
}

Cell late_cell(const Row& row) {
    if (is_unknown(row)) return {};
    const bool late = row.clocks().late;
    return {late ? "yes" : "", late, Look::bad};
}

const std::vector<TicketColumn>& ticket_columns() {
    static const std::vector<TicketColumn> columns{
        {{"id"}, [](const Row& row) { return word(row.ticket.id.text(), Look::accent); }},
        {expendable("status"),
         [](const Row& row) { return word(std::string(to_text(row.ticket.now.status)), look_of(row.ticket.now.status)); }},
        {{"priority"},
         [](const Row& row) {
             return word(row.ticket.now.priority, look_of(policy_of(row.desk(), row.ticket), row.ticket.now.priority));
         }},
        {{"tier", true}, tier_cell},
        {expendable("kind"), [](const Row& row) { return word(row.ticket.now.kind); }},
        {expendable("client"), [](const Row& row) { return word(row.ticket.client); }},
        {expendable("requester"),
         [](const Row& row) {
             return Cell{shown(row.ticket.requester), to_json(row.ticket.requester)};
         }},
        {expendable("product"), [](const Row& row) { return word(row.ticket.product); }},
        {expendable("channel"), [](const Row& row) { return word(row.ticket.channel); }},
        {expendable("assignee"), [](const Row& row) { return word(row.ticket.now.assignee); }},
        {{"scope"}, [](const Row& row) { return word(row.ticket.now.out_of_scope ? "out" : "", Look::warning); }},
        {expendable("opened"), opened_cell},
        {{"age", true}, age_cell},
        {{"due"}, due_cell, true},
        {{"left", true}, left_cell, true},
        {{"late"}, late_cell, true},
        {{"title", false, true}, [](const Row& row) { return word(row.ticket.title); }},
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

const std::vector<std::string>& clock_columns() {
    static const std::vector<std::string> names{"id", "status", "priority", "client", "assignee", "left", "title"};
    return names;
}

const std::vector<std::string>& queue_columns() {
    static const std::vector<std::string> names{"id", "priority", "client", "assignee", "due", "left", "title"};
    return names;
}

bool need_clocks(std::span<const std::string> columns) {
    return std::ranges::any_of(columns, [](const std::string& name) { return column_named(name).clocks; });
}

Table ticket_table(std::span<const ListedTicket> tickets, std::span<const std::string> chosen, bool and_others,
                   const ListedBy& by) {
    Table table{"tickets", {}, {}, {}, {}, {}};
    std::vector<const TicketColumn*> columns;
    for (const auto& name : chosen) columns.push_back(&column_named(name));
    for (const auto* column : columns) table.columns.push_back(column->column);
    if (and_others) {
        for (const auto& each : ticket_columns()) {
            if (contains(columns, &each)) continue;
            columns.push_back(&each);
            table.columns.push_back(each.column);
            table.columns.back().audience = Audience::json;
        }
    }
    for (const auto& each : tickets) {
        auto& row = table.rows.emplace_back();
        for (const auto* column : columns) row.push_back(column->cell({each, by}));
    }
    return table;
}

}  // namespace desk::cli

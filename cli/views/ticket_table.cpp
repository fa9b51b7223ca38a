#include "cli/views/ticket_table.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/views/json.hpp"
#include "cli/views/shared.hpp"
#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"
#include "core/ticket/applied.hpp"

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
    bool clocks = false;  ///< needs those, or the log
    bool groups = false;  ///< has few values
};

Column expendable(std::string key) {
    Column column{std::move(key)};
    column.expendable = true;
    return column;
}

/// Left out when there is no room, and before that cut to what it keeps.
Column elastic(std::string key, int keeps) {
    auto column = expendable(std::move(key));
    column.shrinks = true;
    column.keeps = keeps;
    return column;
}

Column title_column() {
    Column column{"title", false, true};
    column.keeps = 30;
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

Cell near_cell(const Row& row) {
    if (is_unknown(row)) return {};
    const bool near = row.clocks().near;
    return {near ? "yes" : "", near, Look::warning};
}

Cell until_cell(const Row& row) {
    const auto* wait = current_wait(row.ticket);
    return wait && wait->until ? Cell{shown(row.zone(), *wait->until), to_text(*wait->until), Look::faint} : Cell{};
}

Cell waits_cell(const Row& row) {
    const auto* wait = current_wait(row.ticket);
    return word(wait ? wait->whom : std::string(), Look::faint);
}

Cell updated_cell(const Row& row) {
    const auto& log = row.ticket.log.recorded();
    const auto last = std::find_if(log.rbegin(), log.rend(), [&](const Event& event) { return !is_ahead(event.at, row.by.now); });
    return last == log.rend() ? Cell{} : Cell{shown(row.zone(), last->at), to_text(last->at), Look::faint};
}

Cell priority_cell(const Row& row) {
    return word(row.ticket.now.priority, look_of(policy_of(row.desk(), row.ticket), row.ticket.now.priority));
}

/// Dim where there is nothing to do now.
Cell title_cell(const Row& row) {
    const auto status = row.ticket.now.status;
    return word(row.ticket.title, status == Status::waiting || status == Status::closed ? Look::faint : Look::normal);
}

Cell status_cell(const Row& row) { return word(std::string(to_text(row.ticket.now.status)), look_of(row.ticket.now.status)); }
Cell scope_cell(const Row& row) { return word(row.ticket.now.out_of_scope ? "out" : "", Look::warning); }
Cell requester_cell(const Row& row) { return {shown(row.ticket.requester), to_json(row.ticket.requester)}; }

const std::vector<TicketColumn>& ticket_columns() {
    static const std::vector<TicketColumn> columns{
        {{"id"}, [](const Row& row) { return word(row.ticket.id.text(), Look::accent); }},
        {expendable("status"), status_cell, false, true},
        {{"priority"}, priority_cell, false, true},
        {{"tier", true}, tier_cell, false, true},
        {expendable("kind"), [](const Row& row) { return word(row.ticket.now.kind); }, false, true},
        {elastic("client", 8), [](const Row& row) { return word(row.ticket.client); }, false, true},
        {elastic("requester", 12), requester_cell},
        {expendable("product"), [](const Row& row) { return word(row.ticket.product); }, false, true},
        {expendable("channel"), [](const Row& row) { return word(row.ticket.channel); }, false, true},
        {elastic("assignee", 6), [](const Row& row) { return word(row.ticket.now.assignee); }, false, true},
        {{"scope"}, scope_cell},
        {expendable("waits"), waits_cell, true, true},
        {expendable("until"), until_cell, true},
        {expendable("opened"), opened_cell},
        {expendable("updated"), updated_cell, true},
        {{"age", true}, age_cell},
        {expendable("due"), due_cell, true},
        {{"left", true}, left_cell, true},
        {expendable("clock"), [](const Row& row) { return word(row.clocks().measure); }, true, true},
        {{"near"}, near_cell, true},
        {{"late"}, late_cell, true},
        {title_column(), title_cell},
    };
    return columns;
}

const TicketColumn& column_named(std::string_view name) {
    const auto& columns = ticket_columns();
    const auto column =
        std::ranges::find(columns, name, [](const TicketColumn& each) -> std::string_view { return each.column.key; });
    if (column != columns.end()) return *column;
    throw Error(Fault::usage, fmt::format("unknown column \"{}\"{}", name, did_you_mean(name, column_names())),
                fmt::format("choose from: {}", joined(column_names(), ", ")));
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

ChosenColumns list_columns(Form form) {
    if (form != Form::people) return {{"id"}, {"status"}, {"priority"}, {"client"}, {"assignee"}, {"age"}, {"title"}};
    return {{"id"},       {"priority"}, {"tier", true}, {"kind", true}, {"client"},      {"requester", true},
            {"assignee"}, {"status"},   {"due", true},  {"left"},       {"clock", true}, {"age", true},
            {"title"}};
}

ChosenColumns queue_columns(Form form) {
    if (form != Form::people) return {{"id"}, {"priority"}, {"client"}, {"assignee"}, {"due"}, {"left"}, {"title"}};
    return {{"id"},       {"priority"}, {"tier", true}, {"kind", true},  {"client"},    {"requester", true},
            {"assignee"}, {"due"},      {"left"},       {"clock", true}, {"age", true}, {"title"}};
}

ChosenColumns columns_typed(std::string_view names) {
    ChosenColumns chosen;
    for (auto& name : words_of(names, ',')) chosen.push_back({std::move(name)});
    return chosen;
}

bool need_clocks(std::span<const ChosenColumn> columns) {
    return std::ranges::any_of(columns, [](const ChosenColumn& chosen) { return column_named(chosen.name).clocks; });
}

void must_group(const std::string& name) {
    if (column_named(name).groups) return;
    std::vector<std::string> known;
    for (const auto& each : ticket_columns())
        if (each.groups) known.push_back(each.column.key);
    throw Error(Fault::usage, fmt::format("tickets cannot be grouped by {}", name),
                fmt::format("they can by: {}", joined(known, ", ")));
}

Table ticket_table(std::span<const ListedTicket> tickets, std::span<const ChosenColumn> chosen, bool and_others,
                   const ListedBy& by) {
    Table table{"tickets", {}, {}, {}, {}, {}};
    std::vector<const TicketColumn*> columns;
    const auto add = [&](const TicketColumn& each, Audience audience) {
        columns.push_back(&each);
        table.columns.push_back(each.column);
        table.columns.back().audience = audience;
    };
    for (const auto& [name, wide] : chosen) add(column_named(name), wide ? Audience::wide : Audience::everybody);
    if (and_others)
        for (const auto& each : ticket_columns())
            if (!contains(columns, &each)) add(each, Audience::json);
    for (const auto& each : tickets) {
        auto& row = table.rows.emplace_back();
        for (const auto* column : columns) row.push_back(column->cell({each, by}));
    }
    return table;
}

void group(std::vector<ListedTicket>& tickets, const std::string& name, const ListedBy& by) {
    const auto& column = column_named(name);
    std::ranges::stable_sort(tickets, {}, [&](const ListedTicket& each) { return column.cell({each, by}).shown; });
}

std::vector<Heading> headings(std::span<const ListedTicket> tickets, const std::string& name, const ListedBy& by) {
    const auto& column = column_named(name);
    std::vector<std::string> values;
    values.reserve(tickets.size());
    for (const auto& each : tickets) values.push_back(column.cell({each, by}).shown);
    std::vector<Heading> all;
    for (std::size_t i = 0, end = 0; i < values.size(); i = end) {
        while (end < values.size() && values[end] == values[i]) ++end;
        const auto lead = values[i].empty() ? "no " + name : column.column.right ? name + " " : std::string();
        all.push_back({i, fmt::format("{}{} ({})", lead, values[i], end - i)});
    }
    return all;
}

Line count_line(std::span<const ListedTicket> tickets, std::size_t found) {
    std::size_t late = 0, near = 0, waiting = 0;
    for (const auto& each : tickets) {
        late += each.clocks && each.clocks->late ? 1 : 0;
        near += each.clocks && each.clocks->near ? 1 : 0;
        waiting += each.ticket->now.status == Status::waiting ? 1 : 0;
    }
    const auto all = tickets.size() == found ? std::string() : fmt::format("{} of ", tickets.size());
    Line line{{{all + count_of(static_cast<std::int64_t>(found), "ticket"), Look::faint}}};
    const auto add = [&](std::size_t count, std::string_view what, Look look) {
        if (count == 0) return;
        line.spans.push_back({line.spans.size() == 1 ? ": " : ", ", Look::faint});
        line.spans.push_back({fmt::format("{} {}", count, what), look});
    };
    add(late, "late", Look::bad);
    add(near, "near", Look::warning);
    add(waiting, "waiting", Look::faint);
    return line;
}

}  // namespace desk::cli

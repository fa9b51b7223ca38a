#include "cli/views/hours.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/month/billing.hpp"

namespace desk::cli {
namespace {

Column title_column() {
    Column title{"title", false, true};
    title.keeps = 12;
    title.added = true;
    return title;
}

std::string title_of(const Reference& ticket, const Titles& titles) {
    const auto title = titles.find(ticket);
    return title == titles.end() ? std::string() : title->second;
}

std::string name_of(const std::string& client) { return client.empty() ? "-" : client; }

/// A column that people see where it says something.
Column where(bool says_something, std::string key) {
    Column column{std::move(key), true};
    column.audience = says_something ? Audience::everybody : Audience::programs;
    return column;
}

template <class Says>
bool any(const Billing& billing, const Says& says) {
    return std::ranges::any_of(billing.statements, says);
}

std::vector<Column> columns_of(const Billing& billing) {
    const auto of_hours = [&](Seconds HoursSum::*figure) {
        return any(billing, [figure](const Statement& each) { return each.hours.*figure > Seconds(0); });
    };
    std::vector<Column> columns{{"client"}, {"used", true}, {"cap", true}, {"left", true}, {"over", true}, {"not_counted", true}};
    columns.push_back(where(of_hours(&HoursSum::carried), "carried"));
    columns.push_back(where(of_hours(&HoursSum::agreed), "agreed"));
    columns.push_back(where(of_hours(&HoursSum::unagreed), "unagreed"));
    columns.push_back(where(any(billing, [](const Statement& each) { return !each.lines.empty(); }), "charge"));
    const auto& first = billing.statements.empty() ? Currency() : billing.statements.front().currency;
    columns.push_back(where(any(billing, [&](const Statement& each) { return each.currency != first; }), "currency"));
    columns.push_back({"bar"});
    columns.back().audience = Audience::terminal;
    for (const auto* key : {"plans", "ceased"}) {
        columns.push_back({key});
        columns.back().audience = Audience::json;
    }
    return columns;
}

const ClientHours* hours_of(const Billing& billing, const std::string& client) {
    const auto found = std::ranges::find(billing.hours.clients, client, &ClientHours::client);
    return found == billing.hours.clients.end() ? nullptr : &*found;
}

/// Whether it is the client's statement with the hours, not one that only has amounts of another currency.
bool is_first(const Statement& statement, const Billing& billing) {
    return &*std::ranges::find(billing.statements, statement.client, &Statement::client) == &statement;
}

Value plans_json(const ClientHours* hours) {
    Value::Array plans;
    if (!hours) return plans;
    const auto seconds = [](Seconds time) { return Value(std::int64_t{time.count()}); };
    for (const auto& plan : hours->plans)
        plans.push_back(Value::Object{{"kind", plan.kind},
                                      {"planned", seconds(plan.planned)},
                                      {"used", seconds(plan.used)},
                                      {"over", seconds(plan.over)},
                                      {"agreed", seconds(plan.agreed)}});
    return plans;
}

Cell charge_of(const Statement& statement) {
    if (statement.currency.code.empty()) return {};
    const auto total = to_text(statement.total());
    return {total, total};
}

std::vector<Cell> row_of(const Statement& statement, const Billing& billing) {
    const auto& hours = statement.hours;
    const auto left = hours.left();
    const auto look = hours.over > Seconds(0) ? Look::bad : Look::normal;
    const auto* detail = is_first(statement, billing) ? hours_of(billing, statement.client) : nullptr;
    return {{name_of(statement.client), word(statement.client).json},
            duration(hours.used, look),
            hours.cap ? duration(*hours.cap) : Cell{},
            left ? duration(*left) : Cell{},
            duration(hours.over, look),
            duration(hours.not_counted),
            duration(hours.carried),
            duration(hours.agreed),
            duration(hours.unagreed, hours.unagreed > Seconds(0) ? Look::warning : Look::normal),
            charge_of(statement),
            word(statement.currency.code),
            {hours.cap ? bar(share_used(hours), 20) : "", Value(), look},
            {"", plans_json(detail)},
            {"", detail && !detail->suspensions.empty() ? Value(to_text(detail->suspensions.front().from)) : Value()}};
}

/// What the figures alone do not say.
void remarks(Table& table, const Billing& billing, const Zone& zone) {
    const auto remark = [&](std::string text, Look look) { table.below.push_back({{{std::move(text), look}}, 0, true}); };
    for (const auto& hours : billing.hours.clients) {
        const auto name = name_of(hours.client);
        for (const auto& [from, until] : hours.suspensions)
            remark(fmt::format("{}: support ceased from {} until {}, except for what does not count", name, shown(zone, from),
                               shown(zone, until)),
                   Look::warning);
        for (const auto& plan : hours.plans)
            remark(fmt::format("{}: {} {} of {} planned{}", name, plan.kind, hours_text(plan.used), hours_text(plan.planned),
                               plan.over > Seconds(0) ? fmt::format(", {} over it in this month, {} agreed",
                                                                    hours_text(plan.over), hours_text(plan.agreed))
                                                      : ""),
                   plan.over > plan.agreed ? Look::warning : Look::normal);
    }
    for (const auto& statement : billing.statements)
        if (statement.unpriced > Seconds(0) && !statement.currency.code.empty())
            remark(fmt::format("{}: no rate was in force for {}, which cost nothing", name_of(statement.client),
                               hours_text(statement.unpriced)),
                   Look::warning);
}

}  // namespace

double share_used(const HoursSum& hours) {
    if (!hours.cap || hours.used == Seconds(0)) return 0;
    if (hours.limit() == Seconds(0)) return 2;
    return static_cast<double>(hours.used.count()) / static_cast<double>(hours.limit().count());
}

Table hours_table(const Billing& billing, const Zone& zone) {
    Table table{"clients", columns_of(billing), {}, {{"month", to_text(billing.hours.month)}}, {}, {}};
    table.beside.emplace_back("closed", billing.closed ? Value(to_text(billing.closed->at)) : Value());
    const auto closed =
        billing.closed ? fmt::format(", closed on {} by {}", shown(zone, billing.closed->at), billing.closed->by) : "";
    table.above = {{{{"Hours in " + to_text(billing.hours.month), Look::strong}, {closed}}}};
    for (const auto& statement : billing.statements) table.rows.push_back(row_of(statement, billing));
    remarks(table, billing, zone);
    return table;
}

namespace {

/// "by kim: 2 h were typed", "to 2611-9XW2M by kim: another's"
std::string correction_in_words(const TimeEntry::Correction& correction) {
    return fmt::format("{}by {}: {}", correction.moved.empty() ? "" : "to " + correction.moved + " ", correction.by,
                       first_line(correction.why));
}

/// What each entry was first, and who corrected it, why.
void add_corrections(Table& table, const MonthHours& hours) {
    std::size_t row = 0;
    for (const auto& client : hours.clients)
        for (const auto& entry : client.entries) {
            const auto& corrected = entry.corrected;
            auto& cells = table.rows[row++];
            cells.push_back(entry.former.empty() ? Cell{} : duration(entry.former.front().time));
            cells.push_back(corrected ? word(correction_in_words(*corrected)) : Cell{});
            cells.push_back(corrected ? word(corrected->by) : Cell{});
            cells.push_back(corrected ? word(to_text(corrected->at)) : Cell{});
            cells.push_back(corrected ? word(corrected->why) : Cell{});
            cells.push_back(corrected ? word(corrected->moved) : Cell{});
            cells.push_back(word(entry.from));
        }
}

/// On a narrow terminal names give way first, and then what the figures can do without.
void fit_to_narrow(Table& table) {
    constexpr int short_name = 8, short_text = 10;
    for (auto& column : table.columns) {
        const auto& key = column.key;
        if (key == "client") column.shrinks = true;
        if (key == "client") column.keeps = short_name;
        if (key == "title" || key == "text") column.keeps = short_text;
        column.expendable = key == "title" || key == "kind" || key == "not_counted" || key == "what" || key == "text";
    }
}

}  // namespace

Table entries_table(const MonthHours& hours, const Policy& policy, const Titles& titles) {
    Table table{"entries",
                {{"client"},
                 {"began"},
                 {"id"},
                 title_column(),
                 {"by"},
                 {"kind"},
                 {"time", true},
                 {"over", true},
                 {"not_counted"},
                 {"text", false, true}},
                {},
                {},
                {},
                {}};
    const bool rounds = std::ranges::any_of(hours.clients, [](const ClientHours& client) {
        return std::ranges::any_of(client.entries, [](const TimeEntry& entry) { return entry.accounted != entry.time; });
    });
    fit_to_narrow(table);
    table.columns.push_back(where(rounds, "accounted"));
    table.columns.push_back(where(false, "unagreed"));
    const auto entries = all_entries(hours);
    const auto any_entry = [&](const auto& says) { return std::ranges::any_of(entries, says); };
    table.columns.push_back(where(any_entry([](const TimeEntry& entry) { return !entry.former.empty(); }), "was"));
    table.columns.push_back(where(any_entry([](const TimeEntry& entry) { return entry.corrected.has_value(); }), "corrected"));
    table.columns.back().right = false;
    for (const auto* key : {"corrected_by", "corrected_at", "why", "moved", "moved_from"})
        table.columns.push_back(where(false, key));
    for (const auto& client : hours.clients)
        for (const auto& entry : client.entries)
            table.rows.push_back({word(entry.client),
                                  {shown(policy.zone, entry.began), to_text(entry.began), Look::faint},
                                  word(entry.ticket.text(), Look::accent),
                                  word(title_of(entry.ticket, titles)),
                                  word(entry.by),
                                  word(entry.kind),
                                  duration(entry.time),
                                  duration(entry.over, entry.over > Seconds(0) ? Look::bad : Look::normal),
                                  word(entry.why_not),
                                  {std::string(first_line(entry.text)), word(entry.text).json},
                                  duration(entry.accounted),
                                  duration(entry.unagreed)});
    add_corrections(table, hours);
    return table;
}

Table lines_table(std::span<const Statement> statements, const Zone& zone, const Titles& titles) {
    Table table{
        "lines",
        {{"client"}, {"what"}, {"began"}, {"id"}, {"time", true}, {"hourly", true}, {"amount", true}, {"text", false, true}},
        {},
        {},
        {},
        {}};
    fit_to_narrow(table);
    for (const auto& key : {"currency", "of"}) table.columns.push_back(where(false, key));
    std::vector<Cell> named;  // the title of each line
    for (const auto& statement : statements) {
        const auto money = [](const Money& amount) { return Cell{to_text(amount), to_text(amount)}; };
        for (const auto& line : statement.lines) {
            named.push_back(line.ticket ? word(title_of(*line.ticket, titles)) : Cell{});
            table.rows.push_back({{name_of(statement.client), word(statement.client).json},
                                  word(std::string(to_text(line.what))),
                                  line.began ? Cell{shown(zone, *line.began), to_text(*line.began), Look::faint} : Cell{},
                                  line.ticket ? word(line.ticket->text(), Look::accent) : Cell{},
                                  line.time > Seconds(0) ? duration(line.time) : Cell{},
                                  line.hourly ? money(*line.hourly) : Cell{},
                                  money(line.amount),
                                  word(line.text),
                                  word(statement.currency.code),
                                  line.of ? word(to_text(*line.of)) : Cell{}});
        }
        if (!statement.lines.empty())
            table.below.push_back(
                {{{fmt::format("{}: {}", name_of(statement.client), with_code(statement.total())), Look::strong}}});
    }
    if (titles.empty()) return table;
    constexpr std::ptrdiff_t after_id = 4;
    table.columns.insert(table.columns.begin() + after_id, title_column());
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        table.rows[i].insert(table.rows[i].begin() + after_id, std::move(named[i]));
    return table;
}

Page agreed_page(const std::string& client, const Client::Agreed& agreed) {
    Page page{"agreed", {}, {}, {}};
    page.json = Value::Object{{"client", client},
                              {"month", to_text(agreed.month)},
                              {"limit", std::int64_t{Seconds(agreed.limit).count()}},
                              {"kind", word(agreed.kind).json},
                              {"by", agreed.by},
                              {"on", to_text(agreed.on)},
                              {"at", agreed.at ? Value(to_text(*agreed.at)) : Value()},
                              {"agent", word(agreed.agent).json}};
    page.porcelain.push_back({client, to_text(agreed.month), std::to_string(Seconds(agreed.limit).count()), agreed.kind,
                              agreed.by, to_text(agreed.on)});
    return page;
}

}  // namespace desk::cli

#include "core/contract/policy.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "cli/output/csv.hpp"
#include "cli/views/policy.hpp"
#include "cli/views/policy_keys.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/contract/policy_tables.hpp"

namespace desk::cli {
namespace {

/// A column in which nothing stands is nothing to look at.
Table without_empty_columns(Table table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool is_empty = std::ranges::all_of(table.rows, [i](const auto& row) { return row.at(i).shown.empty(); });
        if (is_empty && table.columns[i].audience == Audience::everybody) table.columns[i].audience = Audience::programs;
    }
    return table;
}

Table priority_table(const Policy& policy) {
    auto table = wrapping("priorities", {{"priority"},
                                         {"means"},
                                         {"by"},
                                         {"respond"},
                                         {"resolve"},
                                         for_json("calendar"),
                                         for_json("contact"),
                                         for_json("channels"),
                                         for_json("offers"),
                                         for_json("immediate"),
                                         {"was"}});
    for (const auto& each : policy.priorities) {
        const auto& [calendar, respond, resolve] = each.targets;
        table.rows.push_back({{each.name, each.name, look_of(policy, each.name)},
                              word(each.means),
                              word(action_of(each)),
                              goal_cell(respond, calendar, policy),
                              goal_cell(resolve, calendar, policy),
                              {"", calendar_or_desks(policy, calendar).name},
                              word(each.contact),
                              list_cell(each.channels),
                              list_cell(each.offers),
                              yes_or_no(each.immediate),
                              list_cell(each.was)});
    }
    return table;
}

/// A kind's target is silent where the priority's holds.
Cell own_goal(const std::optional<Goal>& goal, const std::string& calendar, const Policy& policy) {
    return goal ? goal_cell(goal, calendar, policy) : Cell{};
}

Table kind_table(const Policy& policy) {
    auto table = wrapping(
        "kinds",
        {{"kind"}, {"means"}, {"counts"}, {"respond"}, {"resolve"}, {"response"}, {"categories"}, for_json("calendar"), {"was"}});
    for (const auto& each : policy.kinds)
        table.rows.push_back({{each.name, each.name},
                              word(each.means),
                              {policy.hours->cap ? (each.counts ? "yes" : "no") : "", each.counts},
                              own_goal(each.targets.respond, each.targets.calendar, policy),
                              own_goal(each.targets.resolve, each.targets.calendar, policy),
                              {response_text(each.response), response_json(each.response)},
                              list_cell(each.categories),
                              {"", word(each.targets.calendar).json},
                              list_cell(each.was)});
    return table;
}

Table channel_table(const Policy& policy) {
    auto table = wrapping("channels", {{"channel"},
                                       {"address"},
                                       {"means"},
                                       {"hours"},
                                       {"respond"},
                                       {"highest"},
                                       {"only"},
                                       for_json("offered"),
                                       for_json("first_contact"),
                                       for_json("outside"),
                                       {"was"}});
    for (const auto& each : policy.channels)
        table.rows.push_back({{each.name, each.name, each.offered ? Look::normal : Look::faint},
                              {each.offered ? each.address : "not offered", word(each.address).json},
                              word(each.means),
                              {each.offered ? calendar_or_desks(policy, each.calendar).name +
                                                  (each.outside.empty() ? "" : ", else " + each.outside)
                                            : "",
                               calendar_or_desks(policy, each.calendar).name},
                              own_goal(each.respond, each.calendar, policy),
                              word(each.highest),
                              list_cell(each.only),
                              {"", each.offered},
                              {"", each.first_contact ? Value(to_text(*each.first_contact)) : Value()},
                              word(each.outside),
                              list_cell(each.was)});
    return table;
}

Cell numbers_cell(const std::vector<int>& numbers) {
    return {fmt::format("{}", fmt::join(numbers, ", ")), Value::Array(numbers.begin(), numbers.end())};
}

Table tier_table(const Policy& policy) {
    auto table = wrapping("tiers", {{"tier"}, {"name"}, {"means"}, {"takes"}, {"needs"}, {"onsite"}, {"was"}});
    for (const auto& each : policy.tiers) {
        const auto number = static_cast<int>(table.rows.size() + 1);
        table.rows.push_back({{std::to_string(number), number},
                              word(each.name),
                              word(each.means),
                              list_cell(each.takes),
                              list_cell(each.needs),
                              yes_or_no(each.onsite),
                              numbers_cell(each.was)});
    }
    return table;
}

/// `Mon-Fri 08:30-17:00; Sat 09:00-12:00, 13:00-15:00`: days in a row with the same hours are one range.
std::string week_text(const Calendar& calendar) {
    std::vector<std::string> parts;
    for (std::size_t first = 0; first < 7;) {
        auto last = first;
        while (last + 1 < 7 && calendar.week.at(last + 1) == calendar.week.at(first)) ++last;
        if (const auto hours = joined(window_texts(calendar.week.at(first)), ", "); !hours.empty())
            parts.push_back(
                fmt::format("{}{} {}", weekdays[first], last == first ? "" : fmt::format("-{}", weekdays[last]), hours));
        first = last + 1;
    }
    return joined(parts, "; ");
}

Cell hours_cell(const Calendar& calendar) {
    if (calendar.name == "always") return {"day and night", "always"};
    Value::Object week;
    for (std::size_t day = 0; day < 7; ++day)
        if (!calendar.week.at(day).empty()) week.emplace_back(weekdays[day], texts_json(window_texts(calendar.week.at(day))));
    return {week_text(calendar), std::move(week)};
}

/// How many there are this year and the next; all of them in JSON.
Cell holidays_cell(const Calendar& calendar, std::chrono::year year) {
    Value::Array all;
    std::map<int, int> counts;
    for (const auto& day : calendar.holidays) {
        all.emplace_back(to_text(day));
        ++counts[static_cast<int>(day.year())];
    }
    if (all.empty()) return {"", std::move(all)};
    const auto now = static_cast<int>(year);
    return {fmt::format("{} in {}, {} in {}", counts[now], now, counts[now + 1], now + 1), std::move(all)};
}

Cell dates_cell(const Calendar& calendar) {
    std::vector<std::string> texts;
    Value::Object dates;
    for (const auto& [day, hours] : calendar.dates) {
        texts.push_back(fmt::format("{} {}", to_text(day), hours.empty() ? "closed" : joined(window_texts(hours), ", ")));
        dates.emplace_back(to_text(day), texts_json(window_texts(hours)));
    }
    return {joined(texts, "; "), std::move(dates)};
}

/// `always` is built in: it is shown where something goes by it.
bool is_used(const Calendar& calendar, const Policy& policy) {
    const auto by_it = [&](const auto& each) { return each.calendar == calendar.name; };
    const auto targets_by_it = [&](const auto& each) { return each.targets.calendar == calendar.name; };
    return calendar.name != "always" || policy.calendar == calendar.name ||
           std::ranges::any_of(policy.priorities, targets_by_it) || std::ranges::any_of(policy.kinds, targets_by_it) ||
           std::ranges::any_of(policy.channels, by_it) || std::ranges::any_of(policy.shifts, by_it);
}

Table calendar_list(const Policy& policy, std::chrono::year year) {
    auto table = wrapping("calendars", {{"calendar"}, {"hours"}, {"zone"}, {"holidays"}, {"dates"}});
    for (const auto& each : policy.calendars) {
        if (!is_used(each, policy)) continue;
        table.rows.push_back({{each.name, each.name},
                              hours_cell(each),
                              {each.zone == policy.zone ? "" : each.zone.name(), each.zone.name()},
                              holidays_cell(each, year),
                              dates_cell(each)});
    }
    return table;
}

Table shift_table(const Policy& policy) {
    auto table = wrapping("shifts", {{"shift"}, {"hours"}});
    for (const auto& each : policy.shifts)
        table.rows.push_back(
            {{each.name, each.name}, {each.calendar.empty() ? "otherwise" : each.calendar, word(each.calendar).json}});
    return table;
}

Table assess_table(const Policy& policy) {
    auto table = wrapping("assess", {{"priority"}, {"when"}});
    for (const auto& each : policy.assess)
        table.rows.push_back({{each.priority, each.priority, look_of(policy, each.priority)}, condition_cell(each.when)});
    return table;
}

Table route_table(const Policy& policy) {
    auto table = wrapping("routes", {{"to"}, {"when"}});
    for (const auto& each : policy.routes) {
        const auto& to = each.manager ? "manager" : each.to;
        table.rows.push_back({{each.manager ? "the client's manager" : to, to}, condition_cell(each.when)});
    }
    return table;
}

Table intake_table(const Policy& policy) {
    auto table = wrapping("items", {{"item"}, {"question"}, {"answers"}, {"when"}, {"unless"}, {"optional"}});
    for (const auto& each : policy.intake->items)
        table.rows.push_back({{each.name, each.name},
                              word(each.ask),
                              list_cell(each.answers),
                              condition_cell(each.when),
                              condition_cell(each.unless),
                              {each.optional ? "yes" : "", each.optional}});
    return table;
}

Table missing_table(const Policy& policy) {
    Table table{"missing", {{"missing"}}, {}, {}, {}, {}};
    table.columns.front().wraps = true;
    for (const auto& each : policy.missing) table.rows.push_back({{each, each, Look::warning}});
    return table;
}

Value terms_json(const Policy& policy) {
    Value::Array terms;
    for (const auto& each : policy.terms) terms.push_back(Value::Object{{"from", to_text(each.from)}, {"policy", each.policy}});
    return terms;
}

/// By name, as the policy writes them.
Value agents_json(const Policy& policy) {
    Value::Object agents;
    for (const auto& [name, full, email] : policy.agents) agents.emplace_back(name, fmt::format("{} <{}>", full, email));
    return agents;
}

}  // namespace

Page policy_page(const Policy& policy, const std::string& name, const Desk& desk) {
    std::vector<std::string> further;
    for (const auto& each : desk.further) further.push_back(each.name);
    Page page{"policy", {}, {}, {}};
    page.lines.push_back({{{policy.name.empty() ? "the desk's contract" : policy.name, Look::strong},
                           {name.empty() ? "" : fmt::format(", policy {}", name), Look::strong}}});
    const auto say = [&](const std::string& text) { page.lines.push_back({{{text}}, 0, true}); };
    say(fmt::format("Hours: {}, by the clocks of {}.", policy.calendar == "always" ? "day and night" : policy.calendar,
                    policy.zone.name()));
    if (!policy.commitment.empty()) say(fmt::format("Targets: {}.", policy.commitment));
    for (const auto& each : policy.terms) say(fmt::format("From {}: the policy {}.", to_text(each.from), each.policy));
    if (name.empty() && !further.empty()) say(fmt::format("Further policies: {}.", joined(further, ", ")));
    Value::Object json{{"name", word(policy.name).json},
                       {"policy", word(name).json},
                       {"timezone", policy.zone.name()},
                       {"calendar", policy.calendar},
                       {"commitment", word(policy.commitment).json},
                       {"currency", word(policy.currency.code).json},
                       {"products", texts_json(policy.products)},
                       {"agents", agents_json(policy)},
                       {"commit", policy.commit},
                       {"policies", texts_json(further)},
                       {"terms", terms_json(policy)}};
    visit_tables(policy, [&](const std::string& table, const auto& said) { json.emplace_back(table, table_json(said)); });
    page.json = std::move(json);
    page.porcelain.push_back({policy.name, name, policy.zone.name(), policy.calendar, policy.commitment});
    return page;
}

std::vector<Table> policy_tables(const Policy& policy, std::chrono::year year) {
    std::vector<Table> tables{priority_table(policy),      kind_table(policy),    channel_table(policy), tier_table(policy),
                              calendar_list(policy, year), shift_table(policy),   assess_table(policy),  route_table(policy),
                              intake_table(policy),        process_table(policy), rules_table(policy),   missing_table(policy)};
    for (auto& table : tables) table = without_empty_columns(std::move(table));
    return tables;
}

std::string policy_csv(const Policy& policy) {
    std::vector<CsvRow> rows{{"severity", "description", "action", "target response", "target resolution"}};
    for (const auto& each : policy.priorities) {
        const auto& [calendar, respond, resolve] = each.targets;
        rows.push_back({each.name, each.means, action_of(each), goal_cell(respond, calendar, policy).shown,
                        goal_cell(resolve, calendar, policy).shown});
    }
    return csv(rows);
}

}  // namespace desk::cli

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/report.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"

namespace desk::cli {
namespace {

constexpr int bar_columns = 16;

Cell number(int count) { return {std::to_string(count), count}; }

Cell name(const std::string& text) { return {text.empty() ? "none" : text, word(text).json}; }

/// `93.3 %` for people; the digits alone for programs. Of nothing there is no share.
Cell share(int part, int whole, Look look = Look::normal) {
    if (whole == 0) return {};
    const auto text = percentage(part, whole, 1);
    return {text + " %", text, look};
}

Cell bar_cell(int part, int whole, Look look = Look::normal) {
    return {whole == 0 ? "" : bar(static_cast<double>(part) / whole, bar_columns), Value(), look};
}

Column right(std::string key) { return {std::move(key), true}; }

Column ornament() {
    Column column{"bar"};
    column.audience = Audience::terminal;
    return column;
}

Section section(std::string title, Table table, std::string note = {}) {
    table.above = {{{{title, Look::strong}}}};
    if (!note.empty()) table.below = {{{{note, Look::faint}}, 0, true}};
    return {std::move(title), std::move(table), std::move(note)};
}

Section volume_section(const PeriodReport& report, const Desk& desk) {
    Table table{
        "volume",
        {{"of"}, {"name"}, right("opened"), right("resolved"), right("reopened"), right("closed"), right("open"), ornament()},
        {},
        {},
        {},
        {}};
    const auto add = [&](const std::string& of, const std::string& named, const Volume& volume) {
        table.rows.push_back({{of, of},
                              of == "all" ? Cell{"", Value()} : name(named),
                              number(volume.opened),
                              number(volume.resolved),
                              number(volume.reopened),
                              number(volume.closed),
                              number(volume.open),
                              bar_cell(volume.opened, report.all.opened)});
    };
    add("all", "", report.all);
    for (const auto& [kind, volume] : report.kinds) add("kind", kind, volume);
    auto priorities = report.priorities;
    for (const auto& each : priorities_of(desk))  // the highest first
        if (const auto found = priorities.extract(each.name); !found.empty()) add("priority", each.name, found.mapped());
    for (const auto& [priority, volume] : priorities) add("priority", priority, volume);
    for (const auto& [channel, volume] : report.channels) add("channel", channel, volume);
    if (report.client.empty())
        for (const auto& [client, volume] : report.clients) add("client", client, volume);
    const auto note = report.all.out_of_scope == 0 ? std::string()
                                                   : fmt::format("{} of those opened {} out of scope", report.all.out_of_scope,
                                                                 report.all.out_of_scope == 1 ? "is" : "are");
    return section("Volume", std::move(table), note);
}

Section targets_section(const PeriodReport& report) {
    Table table{"targets", {{"priority"}, {"measure"}, right("met"), right("missed"), right("share"), ornament()}, {}, {}, {},
                {}};
    for (const auto& [priority, measure, met, missed] : report.targets) {
        const auto look = missed == 0 ? Look::good : Look::warning;
        table.rows.push_back({name(priority),
                              word(std::string(to_text(measure))),
                              number(met),
                              {std::to_string(missed), missed, missed == 0 ? Look::normal : Look::bad},
                              share(met, met + missed),
                              bar_cell(met, met + missed, look)});
    }
    return section("Targets", std::move(table));
}

Section worst_section(const PeriodReport& report, const Zone& zone) {
    Table table{"worst",
                {{"id"},
                 {"client"},
                 {"priority"},
                 {"measure"},
                 {"target"},
                 {"due"},
                 right("over"),
                 {"title", false, true},
                 {"why", false, true}},
                {},
                {},
                {},
                {}};
    for (const auto column : {1, 4}) table.columns[static_cast<std::size_t>(column)].expendable = true;
    for (const auto& each : report.worst) {
        const auto over = std::chrono::floor<Seconds>(each.over);
        table.rows.push_back({word(each.ticket->id.text(), Look::accent),
                              word(each.ticket->client),
                              name(each.priority),
                              word(std::string(to_text(each.measure))),
                              word(each.target),
                              {shown(zone, each.due), to_text(each.due)},
                              {to_text(std::chrono::floor<Minutes>(over)), std::int64_t{over.count()}, Look::bad},
                              word(each.ticket->title),
                              word(each.why)});
    }
    return section("The worst", std::move(table), "over is open time of the target's calendar");
}

Section times_section(const PeriodReport& report) {
    Table table{"times", {{"to"}, right("count"), right("median"), right("ninetieth")}, {}, {}, {}, {}};
    for (const auto& [to, spread] : {std::pair("respond", &report.respond), std::pair("resolve", &report.resolve)})
        if (spread->count > 0)
            table.rows.push_back({word(to), number(spread->count), duration(spread->median), duration(spread->ninetieth)});
    return section("Time to respond and to resolve", std::move(table),
                   "in the open hours of the desk's calendar; half and 90 % took no longer");
}

Section first_contact_section(const PeriodReport& report) {
    Table table{"first_contact",
                {{"channel"}, right("resolved"), right("first"), right("share"), right("goal"), {"reached"}, ornament()},
                {},
                {},
                {},
                {}};
    for (const auto& each : report.first_contact)
        table.rows.push_back(
            {name(each.channel), number(each.resolved), number(each.first), share(each.first, each.resolved),
             each.goal ? Cell{"over " + to_text(*each.goal), to_text(*each.goal)} : Cell{},
             each.goal ? Cell{each.reached() ? "yes" : "no", each.reached(), each.reached() ? Look::good : Look::bad} : Cell{},
             bar_cell(each.first, each.resolved)});
    return section("Resolved at first contact", std::move(table));
}

Section changes_section(const PeriodReport& report) {
    Table table{"changes", {{"what"}, {"name"}, right("count")}, {}, {}, {}, {}};
    const auto add = [&](const std::string& what, const std::string& named, int count) {
        if (count > 0) table.rows.push_back({{what, what}, name(named), number(count)});
    };
    add("escalated", "by rule", report.escalated_by_rule);
    add("escalated", "by hand", report.escalated_by_hand);
    for (const auto& [tier, count] : report.tiers) add("escalated", fmt::format("to tier {}", tier), count);
    for (const auto& [reason, count] : report.reopened_for) add("reopened", reason, count);
    for (const auto& [cause, count] : report.causes) add("cause", cause, count);
    for (const auto& [change, count] : report.kind_changes) add("kind", change, count);
    return section("Escalations, reopenings, causes", std::move(table));
}

Section hours_section(const WholeReport& whole) {
    Table table{"hours",
                {{"month"},
                 {"client"},
                 right("used"),
                 right("cap"),
                 right("over"),
                 right("not_counted"),
                 right("charge"),
                 {"currency"},
                 ornament()},
                {},
                {},
                {},
                {}};
    for (const auto& month : whole.months)
        for (const auto& statement : month.billing.statements) {
            const auto& hours = statement.hours;
            const auto limit = hours.cap ? std::optional(*hours.cap + hours.carried) : std::nullopt;
            const bool priced = !statement.currency.code.empty();
            const auto charge = priced ? to_text(statement.total()) : std::string();
            const auto look = hours.over > Seconds(0) ? Look::bad : Look::normal;
            table.rows.push_back(
                {word(to_text(month.billing.hours.month)), name(statement.client), duration(hours.used, look),
                 limit ? duration(*limit) : Cell{}, duration(hours.over, look), duration(hours.not_counted), word(charge),
                 word(statement.currency.code),
                 bar_cell(static_cast<int>(hours.counted().count()), limit ? static_cast<int>(limit->count()) : 0, look)});
        }
    return section("Hours and charges", std::move(table));
}

Section weeks_section(const WholeReport& whole) {
    Table table{"weeks", {{"week"}, {"client"}, right("counted"), right("not_counted"), ornament()}, {}, {}, {}, {}};
    Seconds most{1};
    for (const auto& month : whole.months)
        for (const auto& week : month.weeks) most = std::max(most, week.counted + week.not_counted);
    for (const auto& month : whole.months)
        for (const auto& week : month.weeks)
            table.rows.push_back(
                {word(to_text(week.monday)), name(week.client), duration(week.counted), duration(week.not_counted),
                 bar_cell(static_cast<int>((week.counted + week.not_counted).count()), static_cast<int>(most.count()))});
    return section("Hours by week", std::move(table), "each week by its Monday");
}

Section availability_section(const WholeReport& whole) {
    Table table{"availability",
                {{"month"}, right("up"), right("target"), {"met"}, right("missed_by"), right("down"), right("excused")},
                {},
                {},
                {},
                {}};
    for (const auto& month : whole.months) {
        if (!month.uptime || month.uptime->total == Seconds(0)) continue;
        const auto& uptime = *month.uptime;
        const auto percent = percentage(uptime.up().count(), uptime.total.count(), 2);
        const auto look = uptime.missed() ? Look::bad : Look::good;
        table.rows.push_back({word(to_text(uptime.month)),
                              {percent + " %", percent, look},
                              uptime.target ? word(to_text(*uptime.target)) : Cell{},
                              uptime.target ? Cell{uptime.missed() ? "missed" : "met", !uptime.missed(), look} : Cell{},
                              uptime.missed() ? duration(uptime.missed_by()) : Cell{"", 0},
                              duration(uptime.down),
                              duration(uptime.excused)});
    }
    return section("Availability", std::move(table));
}

Section credits_section(const WholeReport& whole) {
    Table table{"credits", {{"month"}, {"client"}, right("credit"), {"currency"}, {"why_not"}}, {}, {}, {}, {}};
    for (const auto& month : whole.months)
        for (const auto& [client, credit] : month.credits) {
            table.rows.push_back({word(to_text(credit.month)), name(client), word(to_text(credit.amount)),
                                  word(credit.amount.currency.code), word(credit.why_not)});
        }
    return section("Credits", std::move(table));
}

Section satisfaction_section(const PeriodReport& report) {
    Table table{"satisfaction", {{"score"}, right("count"), right("share"), ornament()}, {}, {}, {}, {}};
    for (const auto& [score, count, of, best] : report.satisfaction.scores)
        table.rows.push_back({name(score), number(count), share(count, of), bar_cell(count, of)});
    std::vector<std::string> goals;
    for (const auto& [goal, best] : report.satisfaction.goals) goals.push_back(fmt::format("{} {}", to_text(goal), best));
    return section("Satisfaction", std::move(table), goals.empty() ? std::string() : "the goal: " + joined(goals, ", "));
}

Section feedback_section(const PeriodReport& report) {
    const auto& said = report.satisfaction;
    Table table{"feedback", {{"what"}, right("count")}, {}, {}, {}, {}};
    const auto add = [&](const char* what, int count) { table.rows.push_back({word(what), number(count)}); };
    add("closed", said.asked);
    add("rated", said.answered);
    add("not rated", said.asked - said.answered);
    add("not read", said.unread);
    add("low, nothing followed", static_cast<int>(said.unfollowed.size()));
    if (said.asked == 0 && said.ratings == 0) table.rows.clear();
    return section("Feedback", std::move(table));
}

Section days_section(const PeriodReport& report) {
    Table table{"days", {{"day"}, right("opened"), right("resolved")}, {}, {}, {}, {}};
    for (auto& column : table.columns) column.audience = Audience::programs;
    for (const auto& [day, volume] : report.days)
        table.rows.push_back({word(to_text(day)), number(volume.opened), number(volume.resolved)});
    return {"Day by day", std::move(table)};
}

}  // namespace

std::vector<Section> report_sections(const WholeReport& whole) {
    const auto& report = whole.report;
    return {volume_section(report, whole.desk),
            targets_section(report),
            worst_section(report, whole.desk.policy.zone),
            times_section(report),
            first_contact_section(report),
            changes_section(report),
            hours_section(whole),
            weeks_section(whole),
            availability_section(whole),
            credits_section(whole),
            satisfaction_section(report),
            feedback_section(report),
            days_section(report)};
}

}  // namespace desk::cli

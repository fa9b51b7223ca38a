#include "core/month/uptime.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
#include "cli/views/uptime.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

Value seconds(Seconds time) { return std::int64_t{time.count()}; }

/// `99.7762`; empty for a month that has not begun.
std::string percent_of(Seconds part, Seconds whole, int digits) {
    return whole == Seconds(0) ? std::string() : percentage(part.count(), whole.count(), digits);
}

std::string verdict_of(const MonthUptime& uptime) {
    if (!uptime.target) return "there is no target";
    const auto verdict = uptime.missed() ? fmt::format("MISSED by {}", hours_text(uptime.missed_by())) : std::string("met");
    return fmt::format("target {}: {}{}", to_text(*uptime.target), verdict, uptime.over ? "" : " so far");
}

/// Whether it counted against the uptime.
std::string counted(const DownTime& time) {
    const auto whole = std::chrono::floor<Seconds>(time.time.until - time.time.from);
    if (time.excused == Seconds(0)) return "counted";
    return time.excused == whole ? "excused" : fmt::format("{} excused", hours_text(time.excused));
}

std::string maintenance_word(const std::string& kind) { return kind.empty() ? "maintenance" : "maintenance: " + kind; }

Value text_json(const std::string& text) { return word(text).json; }

}  // namespace

Page uptime_page(const MonthUptime& uptime) {
    Page page{"uptime", {}, {}, {}};
    const auto look = uptime.missed() ? Look::bad : Look::good;
    if (uptime.total == Seconds(0))
        page.lines.push_back({{{to_text(uptime.month) + " has not begun"}}});
    else
        page.lines.push_back(
            {{{fmt::format("{}  {} %", to_text(uptime.month), percent_of(uptime.up(), uptime.total, 2)), Look::strong},
              {" of " + hours_text(uptime.total) + ", "},
              {verdict_of(uptime), look}}});
    if (uptime.down > Seconds(0) || uptime.excused > Seconds(0))
        page.lines.push_back(
            {{{fmt::format("down {}, excused {}", hours_text(uptime.down), hours_text(uptime.excused)), Look::faint}}});
    page.json = Value::Object{{"month", to_text(uptime.month)},
                              {"over", uptime.over},
                              {"total", seconds(uptime.total)},
                              {"up", seconds(uptime.up())},
                              {"down", seconds(uptime.down)},
                              {"excused", seconds(uptime.excused)},
                              {"percent", text_json(percent_of(uptime.up(), uptime.total, 4))},
                              {"target", uptime.target ? Value(to_text(*uptime.target)) : Value()},
                              {"met", uptime.target ? Value(!uptime.missed()) : Value()},
                              {"missed_by", seconds(uptime.missed_by())}};
    page.porcelain.push_back({to_text(uptime.month), std::to_string(uptime.total.count()), std::to_string(uptime.up().count()),
                              std::to_string(uptime.down.count()), std::to_string(uptime.excused.count()),
                              uptime.target ? to_text(*uptime.target) : "", uptime.missed() ? "missed" : "met"});
    return page;
}

Table down_times_table(const MonthUptime& uptime, const Zone& zone) {
    Table table{
        "times",
        {{"from"}, {"until"}, {"time", true}, {"what"}, {"counted"}, {"why", false, true}, {"client"}, {"text", false, true}},
        {},
        {},
        {},
        {}};
    table.columns.push_back({"excused"});
    table.columns.back().audience = Audience::programs;
    table.columns[6].expendable = table.columns[7].expendable = true;
    for (const auto& time : uptime.times) {
        const auto what = time.planned ? maintenance_word(time.kind) : std::string("outage");
        const auto whole = std::chrono::floor<Seconds>(time.time.until - time.time.from);
        table.rows.push_back({{shown(zone, time.time.from), to_text(time.time.from), Look::faint},
                              {shown(zone, time.time.until), to_text(time.time.until), Look::faint},
                              duration(whole),
                              word(what),
                              {counted(time), counted(time), time.excused == whole ? Look::good : Look::warning},
                              word(time.why),
                              word(time.client),
                              {std::string(first_line(time.text)), text_json(time.text)},
                              duration(time.excused)});
    }
    return table;
}

Table client_uptimes_table(std::span<const ClientUptime> own) {
    Table table{
        "clients", {{"client"}, {"up", true}, {"target", true}, {"met"}, {"missed_by", true}, {"down", true}, {"excused", true}},
        {},        {},
        {},        {}};
    for (const auto& [client, uptime] : own) {
        if (uptime.total == Seconds(0)) continue;
        const auto look = uptime.missed() ? Look::bad : Look::good;
        table.rows.push_back({word(client),
                              {percent_of(uptime.up(), uptime.total, 2) + " %", percent_of(uptime.up(), uptime.total, 4), look},
                              uptime.target ? word(to_text(*uptime.target)) : Cell{},
                              uptime.target ? Cell{uptime.missed() ? "missed" : "met", !uptime.missed(), look} : Cell{},
                              uptime.missed() ? duration(uptime.missed_by()) : Cell{"", 0},
                              duration(uptime.down),
                              duration(uptime.excused)});
    }
    return table;
}

Table credits_table(std::span<const ClientCredit> credits, const std::string& note) {
    Table table{"credits",
                {{"client"},
                 {"a", true},
                 {"b", true},
                 {"formula"},
                 {"raw", true},
                 {"credit", true},
                 {"capped"},
                 {"why_not", false, true}},
                {},
                {},
                {},
                {}};
    table.columns.push_back({"currency"});
    table.columns.back().audience = Audience::programs;
    if (!note.empty()) table.below = {{{{note, Look::faint}}, 0, true}};
    for (const auto& each : credits) {
        const auto& credit = each.credit;
        const auto money = [](const Money& amount) { return word(to_text(amount)); };
        const bool given = credit.why_not.empty();
        table.rows.push_back({word(each.client),
                              word(percent_of(credit.up, credit.total, 4)),
                              money(credit.base),
                              word(credit.literal ? "(100 - a) x b" : "(100 - a) % x b"),
                              given ? money(credit.raw) : Cell{},
                              money(credit.amount),
                              {given && credit.is_capped() ? "yes" : "", credit.is_capped()},
                              word(credit.why_not),
                              word(credit.amount.currency.code)});
    }
    return table;
}

Table availability_table(const Availability& all, const Zone& zone, Instant now) {
    Table table{"availability",
                {{"from"}, {"until"}, {"time", true}, {"what"}, {"client"}, {"by"}, {"text", false, true}},
                {},
                {},
                {},
                {}};
    table.columns[5].expendable = table.columns[6].expendable = true;
    const auto add = [&](Instant from, const std::optional<Instant>& until, const std::string& what, const auto& record) {
        const bool lasts = !until;
        const auto time = std::chrono::floor<Seconds>(until.value_or(now) - from);
        table.rows.push_back({{shown(zone, from), to_text(from), Look::faint},
                              lasts ? Cell{"lasts", {}, Look::bad} : Cell{shown(zone, *until), to_text(*until), Look::faint},
                              duration(std::max(time, Seconds(0))),
                              word(what),
                              word(record.client),
                              word(record.by),
                              {std::string(first_line(record.text)), text_json(record.text)}});
    };
    for (const auto& outage : all.outages) add(outage.from, outage.until, "outage", outage);
    for (const auto& planned : all.maintenance) add(planned.from, planned.until, maintenance_word(planned.kind), planned);
    std::ranges::stable_sort(table.rows, std::greater<>(),
                             [](const auto& row) { return std::get<std::string>(row[0].json.data()); });
    return table;
}

Page outage_page(const Outage& outage) {
    Page page{"outage", {}, {}, {}};
    page.json = Value::Object{{"from", to_text(outage.from)},
                              {"until", outage.until ? Value(to_text(*outage.until)) : Value()},
                              {"client", text_json(outage.client)},
                              {"by", outage.by},
                              {"at", outage.at ? Value(to_text(*outage.at)) : Value()},
                              {"text", text_json(outage.text)}};
    return page;
}

Page maintenance_page(const Maintenance& planned) {
    Page page{"maintenance", {}, {}, {}};
    page.json = Value::Object{{"from", to_text(planned.from)},
                              {"until", to_text(planned.until)},
                              {"announced", planned.announced ? Value(to_text(*planned.announced)) : Value()},
                              {"kind", text_json(planned.kind)},
                              {"client", text_json(planned.client)},
                              {"by", planned.by},
                              {"at", planned.at ? Value(to_text(*planned.at)) : Value()},
                              {"text", text_json(planned.text)}};
    return page;
}

}  // namespace desk::cli

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/report.hpp"
#include "cli/views/report_months.hpp"
#include "cli/views/report_parts.hpp"
#include "cli/views/report_revisions.hpp"
#include "cli/views/shared.hpp"
#include "core/base/shares.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"
#include "core/time/length.hpp"

namespace desk::cli {
namespace {

/// Whether any row says something of it.
bool is_told(const Volumes& volume, int Volume::*figure) {
    const auto says = [&](const auto& row) { return row.second.*figure != 0; };
    const auto any = [&](const auto& rows) { return std::ranges::any_of(rows, says); };
    return volume.all.*figure != 0 || any(volume.kinds) || any(volume.priorities) || any(volume.channels) ||
           any(volume.clients) || any(volume.tiers);
}

struct VolumeColumn {
    std::string_view key;
    int Volume::*figure;
    bool always;  ///< people see it also where it is nothing everywhere
};
constexpr VolumeColumn volume_columns[] = {{"open_before", &Volume::open_before, true},
                                           {"opened", &Volume::opened, true},
                                           {"reopened", &Volume::reopened, true},
                                           {"resolved", &Volume::resolved, true},
                                           {"closed_unresolved", &Volume::closed_unresolved, false},
                                           {"moved", &Volume::moved, false},
                                           {"open", &Volume::open, true},
                                           {"closed", &Volume::closed, true},
                                           {"duplicates", &Volume::duplicates, false}};

Table volume_table(const PeriodReport& report) {
    Table table{"volume", {{"of"}, {"name"}}, {}, {}, {}, {}};
    for (const auto& [key, figure, always] : volume_columns) {
        table.columns.push_back(right(std::string(key)));
        if (!always && !is_told(report.volume, figure)) table.columns.back().audience = Audience::programs;
    }
    table.columns.push_back(ornament());
    return table;
}

std::vector<Cell> volume_row(const std::string& of, Cell named, const Volume& volume, int all) {
    std::vector<Cell> row{{of, of}, std::move(named)};
    for (const auto& column : volume_columns) row.push_back(number(volume.*column.figure));
    row.push_back(bar_cell(volume.opened, all));
    return row;
}

Section volume_section(const PeriodReport& report, const Desk& desk) {
    auto table = volume_table(report);
    const auto& rows = report.volume;
    const auto add = [&](const std::string& of, Cell named, const Volume& volume) {
        table.rows.push_back(volume_row(of, std::move(named), volume, rows.all.opened));
    };
    add("all", {"", Value()}, rows.all);
    for (const auto& [kind, volume] : rows.kinds) add("kind", name(kind), volume);
    auto priorities = rows.priorities;
    for (const auto& each : priorities_of(desk))  // the highest first
        if (const auto found = priorities.extract(each.name); !found.empty()) add("priority", name(each.name), found.mapped());
    for (const auto& [priority, volume] : priorities) add("priority", name(priority), volume);
    for (const auto& [channel, volume] : rows.channels) add("channel", name(channel), volume);
    if (report.client.empty()) {
        for (const auto& [client, volume] : rows.clients) add("client", name(client), volume);
        const bool are_several = rows.tiers.size() > 1;
        for (const auto& [tier, volume] : rows.tiers)
            if (are_several) add("tier", name(tier == 0 ? std::string() : std::to_string(tier)), volume);
    }
    const auto out = rows.all.out_of_scope;
    const auto note = out == 0 ? std::string() : fmt::format("{} of those opened {} out of scope", out, out == 1 ? "is" : "are");
    return section("Volume", std::move(table), note);
}

Section agents_section(const PeriodReport& report) {
    Table table{
        "agents",
        {{"agent"}, right("opened"), right("resolved"), right("counted"), right("not_counted"), right("met"), right("missed")},
        {},
        {},
        {},
        {}};
    for (const auto& [agent, count] : report.volume.agents)
        table.rows.push_back({name(agent),
                              number(count.opened),
                              number(count.resolved),
                              duration(count.counted),
                              duration(count.not_counted),
                              number(count.met),
                              {std::to_string(count.missed), count.missed, count.missed == 0 ? Look::normal : Look::bad}});
    return section("By agent", std::move(table), "met and missed: targets of tickets that were with them when it was decided");
}

Section tickets_section(const WholeReport& whole) {
    const auto& zone = whole.desk.policy.zone;
    Table table{"tickets",
                {{"id"},
                 {"title", false, true},
                 {"opened"},
                 {"resolved"},
                 right("counted"),
                 right("not_counted"),
                 {"targets", false, true}},
                {},
                {},
                {},
                {}};
    for (const auto& each : whole.tickets) {
        const bool missed = each.targets.find("missed") != std::string::npos;
        table.rows.push_back({word(each.ticket->id.text(), Look::accent),
                              word(each.ticket->title),
                              {shown(zone, each.ticket->opened), to_text(each.ticket->opened)},
                              each.resolved ? Cell{shown(zone, *each.resolved), to_text(*each.resolved)} : Cell{},
                              duration(each.counted),
                              duration(each.not_counted),
                              word(each.targets, missed ? Look::bad : Look::normal)});
    }
    return section("Tickets", std::move(table));
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

/// Of a client's report without why: that is in the desk's own words.
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
                 {"why", false, false, Audience::everybody, true}},
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
    if (!report.client.empty()) {
        table.columns.pop_back();
        for (auto& row : table.rows) row.pop_back();
    }
    return section("The worst", std::move(table), "over is open time of the target's calendar");
}

Section times_section(const PeriodReport& report) {
    Table table{"times", {{"to"}, right("count"), right("median"), right("ninetieth")}, {}, {}, {}, {}};
    for (const auto& [to, spread] : {std::pair("respond", &report.respond), std::pair("resolve", &report.resolve)})
        if (spread->count > 0)
            table.rows.push_back({word(to), number(spread->count), duration(spread->median), duration(spread->ninetieth)});
    return section("Time to respond and to resolve", std::move(table),
                   "in open hours without waits that stop the clock; median and 90th percentile");
}

Cell call_time(Seconds time) { return {seconds_text(time), std::int64_t{time.count()}}; }

Section waited_section(const PeriodReport& report) {
    Table table{"waited", {{"channel"}, right("count"), right("median"), right("longest")}, {}, {}, {}, {}};
    for (const auto& [channel, count, median, longest] : report.waited)
        table.rows.push_back({name(channel), number(count), call_time(median), call_time(longest)});
    return section("How long callers waited", std::move(table),
                   "until somebody answered; half of them waited no longer than the median");
}

Section first_contact_section(const PeriodReport& report) {
    Table table{"first_contact",
                {{"channel"}, right("resolved"), right("first"), right("share"), right("goal"), {"reached"}, ornament()},
                {},
                {},
                {},
                {}};
    for (const auto& each : report.first_contact)
        table.rows.push_back({name(each.channel), number(each.resolved), number(each.first), share(each.first, each.resolved),
                              each.goal ? Cell{"over " + to_text(*each.goal), to_text(*each.goal)} : Cell{},
                              reached_cell(each.goal.has_value(), each.reached()), bar_cell(each.first, each.resolved)});
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

Section satisfaction_section(const PeriodReport& report) {
    Table table{
        "satisfaction", {{"score"}, right("count"), right("share"), right("goal"), {"reached"}, ornament()}, {}, {}, {}, {}};
    for (const auto& each : report.satisfaction.scores) {
        const auto share = share_text(each.share);
        table.rows.push_back({name(each.score),
                              number(each.count),
                              {share + " %", share},
                              each.goal ? word(to_text(*each.goal)) : Cell{},
                              reached_cell(each.goal.has_value(), each.reached()),
                              bar_cell(each.count, each.of)});
    }
    return section("Satisfaction", std::move(table));
}

/// What is read and followed is the desk's own matter.
Section feedback_section(const PeriodReport& report) {
    const auto& said = report.satisfaction;
    Table table{"feedback", {{"what"}, right("count")}, {}, {}, {}, {}};
    const auto add = [&](const char* what, int count) { table.rows.push_back({word(what), number(count)}); };
    add("closed", said.asked);
    add("rated", said.answered);
    add("not rated", said.asked - said.answered);
    if (report.client.empty()) {
        add("not read", said.unread);
        add("low, no follow-up", static_cast<int>(said.unfollowed.size()));
    }
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
    const bool is_clients = !report.client.empty();
    std::vector<Section> all{volume_section(report, whole.desk)};
    if (is_clients) all.push_back(tickets_section(whole));
    all.push_back(targets_section(report));
    all.push_back(worst_section(report, whole.desk.policy.zone));
    all.push_back(loosened_section(report, whole.desk.policy.zone));
    all.push_back(times_section(report));
    all.push_back(waited_section(report));
    all.push_back(first_contact_section(report));
    if (!is_clients) {
        all.push_back(agents_section(report));
        all.push_back(changes_section(report));
    }
    for (auto& each : month_sections(whole)) all.push_back(std::move(each));
    all.push_back(satisfaction_section(report));
    all.push_back(feedback_section(report));
    all.push_back(corrected_section(report));
    all.push_back(days_section(report));
    return all;
}

}  // namespace desk::cli

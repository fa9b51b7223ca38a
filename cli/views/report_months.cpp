#include "cli/views/report_months.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "cli/views/backup.hpp"
#include "cli/views/hours.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/report_parts.hpp"
#include "cli/views/shared.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/backup_rules.hpp"

namespace desk::cli {
namespace {

std::vector<Cell> statement_row(const Statement& statement, const ReportMonth& month) {
    const auto& hours = statement.hours;
    const auto limit = hours.cap ? std::optional(*hours.cap + hours.carried) : std::nullopt;
    const bool priced = !statement.currency.code.empty();
    const auto charge = priced ? to_text(statement.total()) : std::string();
    const auto look = hours.over > Seconds(0) ? Look::bad : Look::normal;
    return {word(to_text(month.billing.hours.month)),
            name(statement.client),
            duration(hours.used, look),
            limit ? duration(*limit) : Cell{},
            duration(hours.over, look),
            duration(hours.not_counted),
            word(charge),
            word(statement.currency.code),
            bar_cell(static_cast<int>(hours.used.count()), limit ? static_cast<int>(limit->count()) : 0, look),
            {"", month.billing.closed == nullptr}};
}

/// Of days that are not whole months: neither cap nor charge.
std::vector<std::vector<Cell>> rows_of_days(const WholeReport& whole) {
    std::map<std::string, std::pair<Seconds, Seconds>> clients;
    for (const auto& entry : whole.entries) {
        auto& [counted, not_counted] = clients[entry.client];
        (entry.counted ? counted : not_counted) += entry.counted ? entry.accounted : entry.time;
    }
    std::vector<std::vector<Cell>> rows;
    rows.reserve(clients.size());
    for (const auto& [client, time] : clients)
        rows.push_back({{}, name(client), duration(time.first), {}, {}, duration(time.second), {}, {}, {}, {"", true}});
    return rows;
}

/// What of the months may still change; empty when all are closed.
std::string provisional_text(const WholeReport& whole) {
    if (whole.months.empty()) return whole.entries.empty() ? "" : "provisional: these days are not whole months";
    std::vector<std::string> open;
    for (const auto& month : whole.months)
        if (month.billing.closed == nullptr && !month.billing.statements.empty())
            open.push_back(to_text(month.billing.hours.month));
    if (open.empty()) return {};
    if (open.size() == 1) return fmt::format("provisional: {} is not closed", open.front());
    return fmt::format("provisional: {} months from {} on are not closed", open.size(), open.front());
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
                 ornament(),
                 for_programs("provisional")},
                rows_of_days(whole),
                {},
                {},
                {}};
    for (const auto& month : whole.months)
        for (const auto& statement : month.billing.statements) table.rows.push_back(statement_row(statement, month));
    return section("Hours and charges", std::move(table), provisional_text(whole));
}

Section statement_section(const WholeReport& whole) {
    Table table;
    for (const auto& month : whole.months) {
        auto of_month = lines_table(month.billing.statements, whole.desk.policy.zone);
        if (table.columns.empty()) table.columns = of_month.columns;
        std::ranges::move(of_month.rows, std::back_inserter(table.rows));
    }
    table.name = "statement";
    return section("Statement", std::move(table));
}

Section weeks_section(const WholeReport& whole) {
    Table table{"weeks", {{"week"}, {"client"}, right("counted"), right("not_counted"), ornament()}, {}, {}, {}, {}};
    auto weeks = weeks_of(whole.entries, whole.desk.policy.zone);
    for (const auto& month : whole.months) weeks.insert(weeks.end(), month.weeks.begin(), month.weeks.end());
    Seconds most{1};
    for (const auto& week : weeks) most = std::max(most, week.counted + week.not_counted);
    for (const auto& week : weeks)
        table.rows.push_back(
            {word(to_text(week.monday)), name(week.client), duration(week.counted), duration(week.not_counted),
             bar_cell(static_cast<int>((week.counted + week.not_counted).count()), static_cast<int>(most.count()))});
    return section("Hours by week", std::move(table), "each week by its Monday");
}

std::vector<Cell> availability_row(const std::string& client, const MonthUptime& uptime) {
    const auto percent = percentage(uptime.up().count(), uptime.total.count(), 2);
    const auto look = uptime.missed() ? Look::bad : Look::good;
    return {word(to_text(uptime.month)),
            word(client),
            {percent + " %", percent, look},
            uptime.target ? word(to_text(*uptime.target)) : Cell{},
            uptime.target ? Cell{uptime.missed() ? "missed" : "met", !uptime.missed(), look} : Cell{},
            uptime.missed() ? duration(uptime.missed_by()) : Cell{"", 0},
            duration(uptime.down),
            duration(uptime.excused)};
}

Section availability_section(const WholeReport& whole) {
    Table table{
        "availability",
        {{"month"}, {"client"}, right("up"), right("target"), {"met"}, right("missed_by"), right("down"), right("excused")},
        {},
        {},
        {},
        {}};
    for (const auto& month : whole.months) {
        if (month.uptime && month.uptime->total > Seconds(0))
            table.rows.push_back(availability_row(whole.report.client, *month.uptime));
        for (const auto& [client, uptime] : month.own) table.rows.push_back(availability_row(client, uptime));
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

template <class Range, class Text>
Cell texts_of(const Range& range, const Text& text, Look look = Look::normal) {
    std::vector<std::string> texts;
    texts.reserve(std::size(range));
    for (const auto& each : range) texts.push_back(text(each));
    return word(joined(texts, "; "), look);
}

/// `2026-11-04`, `2026-11-06 to 2026-11-08`: days in a row are one.
std::vector<std::string> range_texts(const std::vector<Day>& days) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto first = days[i];
        while (i + 1 < days.size() && std::chrono::sys_days(days[i + 1]) == std::chrono::sys_days(days[i]) + std::chrono::days(1))
            ++i;
        texts.push_back(days[i] == first ? to_text(first) : fmt::format("{} to {}", to_text(first), to_text(days[i])));
    }
    return texts;
}

Cell missing_cell(const PlatformMonth& of) {
    const bool is_silent = of.copies == 0 && of.missing.empty() && of.platform.rules.every;
    return word(is_silent ? std::string("none was recorded") : joined(range_texts(of.missing), "; "), Look::bad);
}

std::vector<Cell> platform_row(Month month, const PlatformMonth& of, const Zone& zone) {
    return {word(to_text(month)),
            word(of.platform.client),
            number(of.copies),
            number(of.offsite),
            missing_cell(of),
            texts_of(
                of.gaps, [&](const OffsiteGap& gap) { return gap_text(gap, zone, of.until); }, Look::bad),
            texts_of(of.restores, [&](const PlatformBackup& record) { return restore_text(record, zone); })};
}

/// What is promised; of several platforms each has its own.
std::string platform_note(const WholeReport& whole) {
    std::vector<std::string> texts;
    for (const auto& month : whole.months)
        for (const auto& each : month.platforms) {
            std::vector<std::string> parts;
            for (auto& part : backup_texts(each.platform.rules))
                if (!part.empty()) parts.push_back(std::move(part));
            if (auto text = joined(parts, "; "); !contains(texts, text)) texts.push_back(std::move(text));
        }
    return texts.size() == 1 ? texts.front() : "";
}

Section platform_section(const WholeReport& whole) {
    Table table{"platform_backups",
                {{"month"},
                 {"client"},
                 right("copies"),
                 right("offsite"),
                 {"missing", false, false, Audience::everybody, true},
                 {"gaps", false, false, Audience::everybody, true},
                 {"restored", false, false, Audience::everybody, true}},
                {},
                {},
                {},
                {}};
    for (const auto& month : whole.months)
        for (const auto& each : month.platforms)
            table.rows.push_back(platform_row(month.billing.hours.month, each, whole.desk.policy.zone));
    return section("Backups of the platform", std::move(table), platform_note(whole));
}

}  // namespace

std::vector<Section> month_sections(const WholeReport& whole) {
    std::vector<Section> all{hours_section(whole)};
    if (!whole.report.client.empty()) all.push_back(statement_section(whole));
    all.push_back(weeks_section(whole));
    all.push_back(availability_section(whole));
    all.push_back(credits_section(whole));
    all.push_back(platform_section(whole));
    return all;
}

}  // namespace desk::cli

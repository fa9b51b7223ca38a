#include "cli/views/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/csv.hpp"
#include "cli/output/display.hpp"
#include "cli/output/markdown.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

/// Eighths of a line for each day, so that the busiest fills it.
std::string sparkline(const std::vector<int>& values) {
    constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const int most = std::max(1, values.empty() ? 1 : *std::ranges::max_element(values));
    std::string line;
    for (const int value : values) line += blocks[static_cast<std::size_t>(value * 7 / most)];
    return line;
}

std::pair<int, int> met_of(const PeriodReport& report) {
    int met = 0, all = 0;
    for (const auto& each : report.targets) {
        met += each.met;
        all += each.met + each.missed;
    }
    return {met, all};
}

std::vector<int> days_of(const PeriodReport& report, int Volume::*figure) {
    std::vector<int> values;
    for (const auto& [day, volume] : report.days) values.push_back(volume.*figure);
    return values;
}

/// The values as people may also read them: no columns for the eye alone.
bool is_fact(const Column& column) { return column.audience == Audience::everybody || column.audience == Audience::programs; }

std::string plain(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value.data())) return *text;
    if (const auto* figure = std::get_if<std::int64_t>(&value.data())) return std::to_string(*figure);
    if (const auto* truth = std::get_if<bool>(&value.data())) return *truth ? "yes" : "no";
    return {};
}

}  // namespace

std::string period_text(const PeriodReport& report, const Zone& zone) {
    constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    const auto first = zone.month(report.period.from), last = zone.month(report.period.until - Milliseconds(1));
    const auto name = [&](Month month) {
        return fmt::format("{} {}", months[static_cast<unsigned>(month.month()) - 1], static_cast<int>(month.year()));
    };
    return first == last ? name(first) : fmt::format("{} to {}", name(first), name(last));
}

bool is_over(const WholeReport& whole) { return whole.now >= whole.end; }

std::vector<KeyFigure> key_figures(const WholeReport& whole) {
    const auto& report = whole.report;
    std::vector<KeyFigure> figures{{"opened", std::to_string(report.all.opened)},
                                   {"resolved", std::to_string(report.all.resolved)},
                                   {"open", std::to_string(report.all.open)}};
    if (const auto [met, all] = met_of(report); all > 0)
        figures.push_back({"targets met", percentage(met, all, 1) + " %", met == all ? Look::good : Look::warning});
    Seconds used{0};
    for (const auto& month : whole.months)
        for (const auto& statement : month.billing.statements) used += statement.hours.counted();
    if (used > Seconds(0)) figures.push_back({"hours", hours_text(used)});
    if (whole.months.size() == 1 && whole.months.front().billing.statements.size() == 1) {
        const auto& statement = whole.months.front().billing.statements.front();
        if (!statement.currency.code.empty()) figures.push_back({"charge", with_code(statement.total())});
    }
    for (const auto& month : whole.months)
        if (whole.months.size() == 1 && month.uptime && month.uptime->total > Seconds(0))
            figures.push_back({"availability", percentage(month.uptime->up().count(), month.uptime->total.count(), 2) + " %",
                               month.uptime->missed() ? Look::bad : Look::good});
    for (const auto& [score, count, of, best] : report.satisfaction.scores)
        if (best) figures.push_back({score, percentage(count, of, 1) + " %"});
    return figures;
}

Page report_page(const WholeReport& whole) {
    const auto& report = whole.report;
    const auto& zone = whole.desk.policy.zone;
    Page page{"report", {}, {}, {}};
    page.lines.push_back({{{whole.desk.policy.name.empty() ? "Report" : whole.desk.policy.name, Look::strong},
                           {fmt::format("  {}{}", period_text(report, zone), report.client.empty() ? "" : ", " + report.client)},
                           {is_over(whole) ? "" : ", so far", Look::faint}}});
    Line line;
    for (const auto& [word, figure, look] : key_figures(whole)) {
        line.spans.push_back({figure, look == Look::normal ? Look::strong : look});
        line.spans.push_back({fmt::format(" {}   ", word), Look::faint});
    }
    line.wrap = true;
    page.lines.push_back({});
    page.lines.push_back(std::move(line));
    if (report.all.opened + report.all.resolved > 0 && report.days.size() <= 31) {
        page.lines.push_back({{{"opened    ", Look::faint}, {sparkline(days_of(report, &Volume::opened)), Look::accent}}});
        page.lines.push_back({{{"resolved  ", Look::faint}, {sparkline(days_of(report, &Volume::resolved)), Look::good}}});
    }
    Value::Array figures;
    for (const auto& [word, figure, look] : key_figures(whole))
        figures.push_back(Value::Object{{"word", word}, {"figure", figure}});
    const auto until = to_text(std::clamp(whole.now, report.period.from, report.period.until));
    page.json = Value::Object{{"from", to_text(report.period.from)},
                              {"until", until},
                              {"client", word(report.client).json},
                              {"out_of_scope", report.all.out_of_scope},
                              {"figures", std::move(figures)}};
    page.porcelain.push_back({to_text(report.period.from), until, report.client});
    return page;
}

std::string report_markdown(const WholeReport& whole) {
    const auto& report = whole.report;
    const auto client = report.client.empty() ? std::string() : ", " + report.client;
    auto text = fmt::format(
        "# {}\n", markdown_text(fmt::format("{}: {}{}", whole.desk.policy.name.empty() ? "Report" : whole.desk.policy.name,
                                            period_text(report, whole.desk.policy.zone), client)));
    for (const auto& [word, figure, look] : key_figures(whole))
        text += fmt::format("\n- {}: **{}**", markdown_text(word), markdown_text(figure));
    text += "\n";
    for (const auto& each : report_sections(whole)) text += markdown_section(each.title, each.table, each.note);
    return text;
}

std::string report_csv(const WholeReport& whole) {
    std::vector<CsvRow> rows{{"section", "row", "name", "figure", "value"}};
    for (const auto& [title, table, note] : report_sections(whole)) {
        int number = 0;
        for (const auto& row : table.rows) {
            ++number;
            for (std::size_t i = 1; i < table.columns.size(); ++i)
                if (is_fact(table.columns[i]))
                    rows.push_back(
                        {table.name, std::to_string(number), plain(row.front().json), table.columns[i].key, plain(row[i].json)});
        }
    }
    return csv(rows);
}

}  // namespace desk::cli

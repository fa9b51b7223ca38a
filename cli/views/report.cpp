#include "cli/views/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/csv.hpp"
#include "cli/output/display.hpp"
#include "cli/output/markdown.hpp"
#include "cli/views/shared.hpp"
#include "core/base/shares.hpp"
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

std::string period_text(const Period& whole, const Zone& zone) {
    constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
    const auto end = last_of(whole);
    const auto first = zone.month(whole.from), last = zone.month(end);
    const auto name = [&](Month month) {
        return fmt::format("{} {}", months[static_cast<unsigned>(month.month()) - 1], static_cast<int>(month.year()));
    };
    const bool is_months = zone.start(first) == whole.from && zone.start(last + std::chrono::months(1)) == whole.until;
    const auto from = is_months ? name(first) : to_text(zone.day(whole.from));
    const auto to = is_months ? name(last) : to_text(zone.day(end));
    return from == to ? from : fmt::format("{} to {}", from, to);
}

std::string heading(const WholeReport& whole) {
    const auto& name = whole.report.client;
    if (name.empty()) return whole.desk.policy.name.empty() ? "Report" : whole.desk.policy.name;
    const auto* client = client_named(whole.desk, name);
    return client && !client->full.empty() ? client->full : name;
}

std::string subheading(const WholeReport& whole) {
    auto text = period_text(whole.whole, whole.desk.policy.zone);
    if (!whole.report.client.empty() && !whole.desk.policy.name.empty()) text += ", " + whole.desk.policy.name;
    return text;
}

bool is_over(const WholeReport& whole) { return whole.now >= whole.whole.until; }

std::vector<KeyFigure> key_figures(const WholeReport& whole) {
    const auto& report = whole.report;
    const auto& all = report.volume.all;
    std::vector<KeyFigure> figures{
        {"opened", std::to_string(all.opened)}, {"resolved", std::to_string(all.resolved)}, {"open", std::to_string(all.open)}};
    if (const auto [met, all_targets] = met_of(report); all_targets > 0)
        figures.push_back(
            {"targets met", percentage(met, all_targets, 1) + " %", met == all_targets ? Look::good : Look::warning});
    Seconds used{0};
    for (const auto& month : whole.months)
        for (const auto& statement : month.billing.statements) used += statement.hours.used;
    for (const auto& entry : whole.entries) used += entry.counted ? entry.accounted : Seconds(0);
    if (used > Seconds(0)) figures.push_back({"hours", hours_text(used)});
    if (whole.months.size() == 1 && whole.months.front().billing.statements.size() == 1) {
        const auto& statement = whole.months.front().billing.statements.front();
        if (!statement.currency.code.empty()) figures.push_back({"charge", with_code(statement.total())});
    }
    for (const auto& month : whole.months)
        if (whole.months.size() == 1 && month.uptime && month.uptime->total > Seconds(0))
            figures.push_back({"availability", percentage(month.uptime->up().count(), month.uptime->total.count(), 2) + " %",
                               month.uptime->missed() ? Look::bad : Look::good});
    for (const auto& score : report.satisfaction.scores)
        if (score.headline)
            figures.push_back({score.score, share_text(score.share) + " %",
                               !score.goal       ? Look::normal
                               : score.reached() ? Look::good
                                                 : Look::warning});
    return figures;
}

std::string before(const WholeReport& whole, const std::string& word) {
    const auto found = std::ranges::find(whole.before, word, &KeyFigure::word);
    return found == whole.before.end() ? std::string() : found->figure;
}

Page report_page(const WholeReport& whole) {
    const auto& report = whole.report;
    const auto figures = key_figures(whole);
    Page page{"report", {}, {}, {}};
    page.lines.push_back(
        {{{heading(whole), Look::strong}, {"  " + subheading(whole)}, {is_over(whole) ? "" : ", so far", Look::faint}}});
    Line line, earlier;
    for (const auto& [word, figure, look] : figures) {
        line.spans.push_back({figure, look == Look::normal ? Look::strong : look});
        line.spans.push_back({fmt::format(" {}   ", word), Look::faint});
    }
    for (const auto& [word, figure, look] : whole.before)
        earlier.spans.push_back({fmt::format("{} {}   ", figure, word), Look::faint});
    line.wrap = earlier.wrap = true;
    page.lines.push_back({});
    page.lines.push_back(std::move(line));
    if (!whole.before.empty()) {
        earlier.spans.insert(earlier.spans.begin(), {whole.before_text + ": ", Look::faint});
        page.lines.push_back(std::move(earlier));
    }
    if (report.volume.all.opened + report.volume.all.resolved > 0 && report.days.size() <= 31) {
        page.lines.push_back({{{"opened    ", Look::faint}, {sparkline(days_of(report, &Volume::opened)), Look::accent}}});
        page.lines.push_back({{{"resolved  ", Look::faint}, {sparkline(days_of(report, &Volume::resolved)), Look::good}}});
    }
    Value::Array values;
    for (const auto& [word, figure, look] : figures)
        values.push_back(
            Value::Object{{"word", word}, {"figure", figure}, {"before", desk::cli::word(before(whole, word)).json}});
    const auto until = to_text(std::clamp(whole.now, report.period.from, report.period.until));
    page.json = Value::Object{{"from", to_text(report.period.from)},
                              {"until", until},
                              {"client", word(report.client).json},
                              {"out_of_scope", report.volume.all.out_of_scope},
                              {"figures", std::move(values)}};
    page.porcelain.push_back({to_text(report.period.from), until, report.client});
    return page;
}

std::string report_markdown(const WholeReport& whole) {
    auto text = fmt::format("# {}\n", markdown_text(fmt::format("{}: {}", heading(whole), subheading(whole))));
    for (const auto& [word, figure, look] : key_figures(whole)) {
        text += fmt::format("\n- {}: **{}**", markdown_text(word), markdown_text(figure));
        if (const auto earlier = before(whole, word); !earlier.empty())
            text += fmt::format(" ({}: {})", markdown_text(whole.before_text), markdown_text(earlier));
    }
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

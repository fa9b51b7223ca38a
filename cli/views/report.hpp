#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/month/report.hpp"

/// The month on a page, in all its forms. The sections are the same in each of them.
namespace desk::cli {

/// What belongs to one of the report's months.
struct ReportMonth {
    Billing billing;
    std::vector<WeekHours> weeks;
    std::optional<MonthUptime> uptime;                    ///< absent: the policy has no target, and nothing is known
    std::vector<std::pair<std::string, Credit>> credits;  ///< by client
};

struct WholeReport {
    const PeriodReport& report;
    std::span<const ReportMonth> months;
    const Desk& desk;
    Instant now{};
    Instant end{};  ///< of the last month
};

struct Section {
    std::string title;
    Table table;
    std::string note{};  ///< how the figures are meant; may be empty
};

/// `November 2026`, or `January 2026 to December 2026`.
std::string period_text(const PeriodReport& report, const Zone& zone);

/// Whether all of the period is past.
bool is_over(const WholeReport& whole);

/// The figures that are looked at first: a word, a figure, and whether it is as it should be.
struct KeyFigure {
    std::string word, figure;
    Look look = Look::normal;
};
std::vector<KeyFigure> key_figures(const WholeReport& whole);

/// The head of the report: title, key figures, the days of the month as sparklines.
Page report_page(const WholeReport& whole);
std::vector<Section> report_sections(const WholeReport& whole);

std::string report_markdown(const WholeReport& whole);

/// One row for each figure: section, name, figure, value.
std::string report_csv(const WholeReport& whole);

/// A page of its own: no script, nothing from elsewhere.
std::string report_html(const WholeReport& whole);

/// Its charts, each a whole `<svg>`; empty where there is nothing to draw.
struct Chart {
    std::string title, svg;
};
std::vector<Chart> report_charts(const WholeReport& whole);

}  // namespace desk::cli

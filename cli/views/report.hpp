#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/month/report.hpp"
#include "core/month/report_tickets.hpp"
#include "core/repository/platform_backup.hpp"

/// The month on a page, in all its forms. The sections are the same in each of them.
namespace desk::cli {

/// The data of one of the report's months.
struct ReportMonth {
    Billing billing;
    std::vector<TimeEntry> entries;  ///< of a closed month as they were then
    std::vector<WeekHours> weeks;
    std::optional<MonthUptime> uptime;                    ///< absent: the policy has no target, and nothing is known
    std::vector<ClientUptime> own;                        ///< where it differs
    std::vector<std::pair<std::string, Credit>> credits;  ///< by client
    std::vector<PlatformMonth> platforms;                 ///< their backups, where any are promised or recorded
};

/// The key figures: a word, a figure, and whether it is as it should be.
struct KeyFigure {
    std::string word, figure;
    Look look = Look::normal;
};

struct WholeReport {
    const PeriodReport& report;
    std::span<const ReportMonth> months;  ///< none if the period is not whole months
    std::span<const TimeEntry> entries;   ///< of the period, where it is not
    const Desk& desk;
    Instant now{};
    Period whole;                                  ///< including what is still to come
    std::span<const ReportedTicket> tickets = {};  ///< of the client
    std::span<const KeyFigure> before = {};        ///< of as many months before; none: there was nothing
    std::string before_text = {};
};

struct Section {
    std::string title;
    Table table;
    std::string note{};  ///< how the figures are meant; may be empty
};

/// `November 2026`, `January 2026 to December 2026`, `2026-11-03 to 2026-11-17`.
std::string period_text(const Period& whole, const Zone& zone);

/// The subject of the report: the client by its full name, else the desk.
std::string heading(const WholeReport& whole);

/// The period, and for a client's report whom it is from.
std::string subheading(const WholeReport& whole);

/// Whether all of the period is past.
bool is_over(const WholeReport& whole);

std::vector<KeyFigure> key_figures(const WholeReport& whole);

/// The same figure for the period before; empty if there is none.
std::string before(const WholeReport& whole, const std::string& word);

/// The head of the report: title, key figures, the days of the month as sparklines.
Page report_page(const WholeReport& whole);
std::vector<Section> report_sections(const WholeReport& whole);

std::string report_markdown(const WholeReport& whole);

/// One row for each figure: section, name, figure, value.
std::string report_csv(const WholeReport& whole);

/// A page of its own: no script, nothing from elsewhere.
std::string report_html(const WholeReport& whole);

/// Its charts, each a whole `<svg>`; empty if there is nothing to draw.
struct Chart {
    std::string title, svg;
};
std::vector<Chart> report_charts(const WholeReport& whole);

}  // namespace desk::cli

#include <fmt/format.h>

#include "cli/output/svg.hpp"
#include "cli/views/report.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

std::string name_of(const std::string& name) { return name.empty() ? "none" : name; }

double share_of(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// Days get a column each; of a longer time the months do.
Chart days_chart(const PeriodReport& report) {
    std::vector<std::string> labels;
    Columns opened{"opened", "one", {}}, resolved{"resolved", "two", {}};
    if (report.volume.all.opened + report.volume.all.resolved == 0) return {};
    const bool by_month = report.days.size() > 31;
    for (const auto& [day, volume] : report.days) {
        const auto number = static_cast<unsigned>(day.day());
        if (!by_month || number == 1 || labels.empty()) {
            labels.push_back(by_month ? to_text(day).substr(0, 7) : number % 7 == 1 ? std::to_string(number) : "");
            opened.values.push_back(0);
            resolved.values.push_back(0);
        }
        opened.values.back() += volume.opened;
        resolved.values.back() += volume.resolved;
    }
    const auto summary = fmt::format("{} opened and {} resolved", report.volume.all.opened, report.volume.all.resolved);
    const std::string title = by_month ? "Opened and resolved, month by month" : "Opened and resolved, day by day";
    return {title, column_chart(title, summary, labels, {opened, resolved})};
}

Chart targets_chart(const PeriodReport& report) {
    std::vector<Bar> bars;
    int met = 0, all = 0;
    for (const auto& each : report.targets) {
        const int total = each.met + each.missed;
        met += each.met;
        all += total;
        bars.push_back({fmt::format("{}, {}", name_of(each.priority), to_text(each.measure)),
                        fmt::format("{} of {}", each.met, total),
                        {{share_of(each.met, total), "met"}, {share_of(each.missed, total), "missed"}}});
    }
    if (bars.empty()) return {};
    return {"Targets met", bar_chart("Targets met", fmt::format("{} of {} targets were met", met, all), bars)};
}

Chart hours_chart(const WholeReport& whole) {
    std::vector<Bar> bars;
    for (const auto& month : whole.months)
        for (const auto& statement : month.billing.statements) {
            const auto& hours = statement.hours;
            if (!hours.cap) continue;
            const auto limit = *hours.cap + hours.carried;
            const auto scale = std::max(limit, hours.used).count();
            const auto label = whole.months.size() == 1
                                   ? name_of(statement.client)
                                   : fmt::format("{}, {}", name_of(statement.client), to_text(month.billing.hours.month));
            bars.push_back(
                {label,
                 fmt::format("{} of {}", hours_text(hours.used), hours_text(limit)),
                 {{share_of((hours.used - hours.over).count(), scale), "one"}, {share_of(hours.over.count(), scale), "missed"}}});
        }
    if (bars.empty() || bars.size() > 24) return {};
    return {"Hours against the cap", bar_chart("Hours against the cap", fmt::format("{} clients with a cap", bars.size()), bars)};
}

Chart satisfaction_chart(const PeriodReport& report) {
    const auto& said = report.satisfaction;
    if (said.ratings == 0) return {};
    std::vector<Bar> bars;
    for (const auto& each : said.scores)
        bars.push_back(
            {name_of(each.score), fmt::format("{} of {}", each.count, each.of), {{share_of(each.count, each.of), "one"}}});
    return {"Satisfaction", bar_chart("Satisfaction", fmt::format("{} ratings", said.ratings), bars)};
}

}  // namespace

std::vector<Chart> report_charts(const WholeReport& whole) {
    std::vector<Chart> charts{days_chart(whole.report), targets_chart(whole.report), hours_chart(whole),
                              satisfaction_chart(whole.report)};
    std::erase_if(charts, [](const Chart& chart) { return chart.svg.empty(); });
    return charts;
}

}  // namespace desk::cli

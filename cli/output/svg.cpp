#include "cli/output/svg.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/html.hpp"

namespace desk::cli {
namespace {

constexpr int row_height = 40, bar_top = 20, bar_height = 12;
constexpr int column_top = 26, column_height = 110, label_height = 20;

/// `<svg>` with its title and description; what is drawn is measured in percent of the width.
std::string svg(const std::string& title, const std::string& summary, int height, const std::string& content) {
    return fmt::format(
        "<svg role=\"img\" width=\"100%\" height=\"{}\" aria-label=\"{}\"><title>{}</title><desc>{}</desc>\n{}</svg>\n", height,
        html_text(title), html_text(title), html_text(summary), content);
}

std::string rect(double x, int y, double width, int height, const std::string& mark) {
    return fmt::format("<rect class=\"{}\" x=\"{:.2f}%\" y=\"{}\" width=\"{:.2f}%\" height=\"{}\"/>", mark, x, y, width, height);
}

std::string text(double x, int y, const std::string& anchor, const std::string& words) {
    return fmt::format("<text x=\"{:.2f}%\" y=\"{}\" text-anchor=\"{}\">{}</text>", x, y, anchor, html_text(words));
}

}  // namespace

std::string bar_chart(const std::string& title, const std::string& summary, const std::vector<Bar>& bars) {
    std::string content;
    int top = 0;
    for (const auto& bar : bars) {
        content += text(0, top + 14, "start", bar.label) + text(100, top + 14, "end", bar.figure);
        content += rect(0, top + bar_top, 100, bar_height, "track");
        double x = 0;
        for (const auto& part : bar.parts) {
            const auto width = std::clamp(part.share, 0.0, 1.0 - x / 100) * 100;
            if (width > 0) content += rect(x, top + bar_top, width, bar_height, part.mark);
            x += width;
        }
        content += "\n";
        top += row_height;
    }
    return svg(title, summary, top, content);
}

std::string column_chart(const std::string& title, const std::string& summary, const std::vector<std::string>& labels,
                         const std::vector<Columns>& series) {
    int most = 1;
    for (const auto& each : series)
        if (!each.values.empty()) most = std::max(most, *std::ranges::max_element(each.values));
    const auto groups = static_cast<double>(std::max<std::size_t>(labels.size(), 1));
    const auto width = 100 / groups;
    const auto each_width = width * 0.8 / static_cast<double>(std::max<std::size_t>(series.size(), 1));
    std::string content;
    double legend = 0;
    for (const auto& each : series) {
        content += fmt::format(
            "<rect class=\"{}\" x=\"{:.2f}%\" y=\"4\" width=\"10\" height=\"10\"/><text x=\"{:.2f}%\" y=\"14\" "
            "dx=\"16\">{}</text>",
            each.mark, legend, legend, html_text(each.name));
        legend += 34;
    }
    content += text(100, 14, "end", fmt::format("most: {}", most)) + "\n";
    content += fmt::format("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>", column_top + column_height);
    for (std::size_t group = 0; group < labels.size(); ++group) {
        for (std::size_t i = 0; i < series.size(); ++i) {
            const int value = group < series[i].values.size() ? series[i].values[group] : 0;
            const int height = value * column_height / most;
            const auto x = static_cast<double>(group) * width + width * 0.1 + static_cast<double>(i) * each_width;
            if (height > 0) content += rect(x, column_top + column_height - height, each_width, height, series[i].mark);
        }
        if (!labels[group].empty())
            content +=
                text(static_cast<double>(group) * width + width / 2, column_top + column_height + 15, "middle", labels[group]);
    }
    return svg(title, summary, column_top + column_height + label_height, content + "\n");
}

}  // namespace desk::cli

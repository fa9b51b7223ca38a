#pragma once

#include <string>
#include <vector>

/// Charts as SVG in a page: as wide as there is room, with text at the page's size.
namespace desk::cli {

/// A part of a bar; `mark` is a class of the page's style.
struct BarPart {
    double share = 0;  ///< of the whole width
    std::string mark;
};

/// A bar with its label above and its figure at the right end.
struct Bar {
    std::string label, figure;
    std::vector<BarPart> parts;
};

/// Bars below each other. `summary` says in words what the chart shows, for those who cannot see it.
std::string bar_chart(const std::string& title, const std::string& summary, const std::vector<Bar>& bars);

struct Columns {
    std::string name, mark;
    std::vector<int> values;
};

/// Columns beside each other, one group for each label; empty labels are not written.
std::string column_chart(const std::string& title, const std::string& summary, const std::vector<std::string>& labels,
                         const std::vector<Columns>& series);

}  // namespace desk::cli

#include "cli/output/html.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/output/table.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

std::vector<std::size_t> columns_of(const Table& table) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool is_empty = std::ranges::all_of(table.rows, [i](const auto& row) { return row.at(i).shown.empty(); });
        if (table.columns[i].audience == Audience::everybody && !is_empty) columns.push_back(i);
    }
    return columns;
}

/// A number, a time, a date or a reference, which no line breaks.
bool is_figure(std::string_view text) {
    constexpr std::string_view digits = "0123456789", parts = "0123456789 .,:%+-ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::size_t longest = 24;
    return text.size() <= longest && text.find_first_of(digits) != text.npos && text.find_first_not_of(parts) == text.npos;
}

std::string_view class_of(Look look) {
    switch (look) {
        case Look::bad: return " bad";
        case Look::good: return " good";
        case Look::warning: return " warning";
        default: return {};
    }
}

}  // namespace

std::string html_text(std::string_view raw) {
    std::string text;
    for (const char c : visible(raw)) {
        switch (c) {
            case '<': text += "&lt;"; break;
            case '>': text += "&gt;"; break;
            case '&': text += "&amp;"; break;
            case '"': text += "&quot;"; break;
            case '\'': text += "&#39;"; break;
            default: text += c;
        }
    }
    return text;
}

std::string html_table(const std::string& caption, const Table& table) {
    const auto columns = columns_of(table);
    if (table.rows.empty() || columns.empty()) return {};
    auto html = fmt::format("<table>\n<caption>{}</caption>\n<thead><tr>", html_text(caption));
    for (const auto i : columns)
        html += fmt::format("<th scope=\"col\"{}>{}</th>", table.columns[i].right ? " class=\"right\"" : "",
                            html_text(title_of(table.columns[i])));
    html += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        html += "<tr>";
        for (const auto i : columns) {
            const auto& cell = row[i];
            const auto classes = fmt::format("{}{}{}", table.columns[i].right ? "right" : "", class_of(cell.look),
                                             is_figure(cell.shown) ? " figure" : "");
            const auto attribute = classes.empty() ? "" : fmt::format(" class=\"{}\"", trimmed(classes));
            // On a telephone a row is a list of its cells, each with its heading.
            html += i == columns.front() ? fmt::format("<th scope=\"row\"{}>{}</th>", attribute, html_text(cell.shown))
                                         : fmt::format("<td{} data-of=\"{}\">{}</td>", attribute,
                                                       html_text(title_of(table.columns[i])), html_text(cell.shown));
        }
        html += "</tr>\n";
    }
    return html + "</tbody>\n</table>\n";
}

}  // namespace desk::cli

#include "cli/output/markdown.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/output/table.hpp"

namespace desk::cli {
namespace {

bool is_empty(const Table& table, std::size_t column) {
    return std::ranges::all_of(table.rows, [&](const auto& row) { return row.at(column).shown.empty(); });
}

bool is_mark(char c) { return std::string_view("\\`*_{}[]()#+!|~>").find(c) != std::string_view::npos; }

/// Whether the colon of `https://` or the dot of `www.` is here, which make a link of a bare text.
bool begins_link(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    return text.substr(at).starts_with("://") || (text[at] == '.' && (before.ends_with("www") || before.ends_with("WWW")));
}

}  // namespace

std::string markdown_text(std::string_view raw) {
    const auto shown = visible(raw);
    std::string text;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const char c = shown[i];
        if (c == '<') {
            text += "&lt;";
        } else if (c == '&') {
            text += "&amp;";
        } else {
            if (is_mark(c) || begins_link(shown, i)) text += '\\';
            text += c;
            if (c == '@') text += "<!-- -->";  // escaped or not, GitHub makes links of what is whole around it
        }
    }
    return text;
}

std::string markdown_section(const std::string& title, const Table& table, const std::string& note) {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].audience == Audience::everybody && !is_empty(table, i)) columns.push_back(i);
    if (table.rows.empty() || columns.empty()) return {};
    auto text = fmt::format("\n## {}\n\n", markdown_text(title));
    std::string rule;
    for (const auto i : columns) {
        text += fmt::format("| {} ", markdown_text(title_of(table.columns[i])));
        rule += table.columns[i].right ? "| ---: " : "| --- ";
    }
    text += "|\n" + rule + "|\n";
    for (const auto& row : table.rows) {
        for (const auto i : columns) text += fmt::format("| {} ", markdown_text(row[i].shown));
        text += "|\n";
    }
    if (!note.empty()) text += fmt::format("\n{}\n", markdown_text(note));
    return text;
}

}  // namespace desk::cli

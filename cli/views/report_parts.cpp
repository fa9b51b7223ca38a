#include "cli/views/report_parts.hpp"

#include <utility>

#include "cli/output/display.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"

namespace desk::cli {

Cell number(int count) { return {std::to_string(count), count}; }

Cell name(const std::string& text) { return {text.empty() ? "none" : text, word(text).json}; }

Cell share(int part, int whole, Look look) {
    if (whole == 0) return {};
    const auto text = percentage(part, whole, 1);
    return {text + " %", text, look};
}

Cell bar_cell(int part, int whole, Look look) {
    constexpr int bar_columns = 16;
    return {whole == 0 ? "" : bar(static_cast<double>(part) / whole, bar_columns), Value(), look};
}

Column right(std::string key) { return {std::move(key), true}; }

Column ornament() {
    Column column{"bar"};
    column.audience = Audience::terminal;
    return column;
}

Section section(std::string title, Table table, std::string note) {
    table.above = {{{{title, Look::strong}}}};
    if (!note.empty()) table.below = {{{{note, Look::faint}}, 0, true}};
    return {std::move(title), std::move(table), std::move(note)};
}

Cell reached_cell(bool has_goal, bool reached) {
    return has_goal ? Cell{reached ? "yes" : "no", reached, reached ? Look::good : Look::bad} : Cell{};
}

Column for_programs(std::string key) {
    Column column{std::move(key)};
    column.audience = Audience::programs;
    return column;
}

}  // namespace desk::cli

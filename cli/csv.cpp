#include "cli/csv.hpp"

#include "cli/display.hpp"

namespace desk::cli {
namespace {

std::string field(const std::string& raw) {
    const bool is_formula = !raw.empty() && std::string_view("=+-@\t\r").find(raw.front()) != std::string_view::npos;
    auto text = (is_formula ? "'" : "") + visible_lines(raw);
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '\n') quoted += '\r';
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

}  // namespace

std::string csv(std::span<const CsvRow> rows) {
    std::string text;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "," : "") + field(row[i]);
        text += "\r\n";
    }
    return text;
}

}  // namespace desk::cli

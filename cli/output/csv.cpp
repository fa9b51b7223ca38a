#include "cli/output/csv.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"

namespace desk::cli {
namespace {

/// `-12.50`
bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto point = text.find('.');
    const auto whole = text.substr(0, point), part = point == text.npos ? std::string_view("0") : text.substr(point + 1);
    return !whole.empty() && !part.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(part, is_digit);
}

bool is_formula(std::string_view raw) {
    if (raw.starts_with('\t') || raw.starts_with('\r')) return true;
    const auto first = raw.find_first_not_of(" \t\r\n");
    if (first == raw.npos) return false;
    const auto text = raw.substr(first);
    for (const std::string_view sign : {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"})
        if (text.starts_with(sign)) return !is_number(raw);
    return false;
}

std::string field(const std::string& raw) {
    auto text = fmt::format("{}{}", is_formula(raw) ? "'" : "", visible_lines(raw));
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
        for (std::size_t i = 0; i < row.size(); ++i) text += fmt::format("{}{}", i > 0 ? "," : "", field(row[i]));
        text += "\r\n";
    }
    return text;
}

}  // namespace desk::cli

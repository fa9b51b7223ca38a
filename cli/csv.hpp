#pragma once

#include <span>
#include <string>
#include <vector>

namespace desk::cli {

using CsvRow = std::vector<std::string>;

/// Comma-separated values after RFC 4180, lines end in CRLF. A field that a spreadsheet would take for a formula begins with an
/// apostrophe, and control characters are made visible.
std::string csv(std::span<const CsvRow> rows);

}  // namespace desk::cli

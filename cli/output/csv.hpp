#pragma once

#include <span>
#include <string>
#include <vector>

namespace desk::cli {

using CsvRow = std::vector<std::string>;

/// Comma-separated values (RFC 4180), lines end in CRLF. A field that a spreadsheet would take for a formula, even after
/// blanks or in full-width form, begins with an apostrophe; numbers stay as they are. Control characters are made visible.
std::string csv(std::span<const CsvRow> rows);

}  // namespace desk::cli

#pragma once

#include <string>
#include <string_view>

#include "cli/output/output.hpp"

/// HTML that holds texts from anywhere.
namespace desk::cli {

/// For the content of elements and for attributes in double quotes: nothing in it is markup, and control characters and
/// bidirectional marks are made visible.
std::string html_text(std::string_view raw);

/// `<table>` with a caption and the headings of its columns and rows; empty if there are no rows. What is only for terminals
/// or programs is left out.
std::string html_table(const std::string& caption, const Table& table);

}  // namespace desk::cli

#pragma once

#include <string>
#include <string_view>

#include "cli/output/output.hpp"

/// Markdown after GitHub's rules.
namespace desk::cli {

/// The text as it would be read: nothing in it is a mark, a link or an element; on one line.
std::string markdown_text(std::string_view raw);

/// A heading and a table of what everybody gets to see; nothing where there are no rows.
std::string markdown_section(const std::string& title, const Table& table, const std::string& note);

}  // namespace desk::cli

#pragma once

#include <string>
#include <string_view>

#include "cli/output/output.hpp"

/// GitHub Flavored Markdown.
namespace desk::cli {

/// The text escaped so that nothing in it is markup, a link or an element; on one line.
std::string markdown_text(std::string_view raw);

/// A heading and a table of what everybody sees; nothing if there are no rows.
std::string markdown_section(const std::string& title, const Table& table, const std::string& note);

}  // namespace desk::cli

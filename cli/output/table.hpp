#pragma once

#include <string>

#include "cli/output/output.hpp"

namespace desk::cli {

/// The table as people read it: columns under a line of titles. On a terminal it fits: the columns that shrink
/// are narrowed first, the widest before the others, then the lines are cut.
std::string to_text(const Table& table, const Terminal& terminal);

/// `not counted`, of the key `not_counted`.
std::string title_of(const Column& column);

}  // namespace desk::cli

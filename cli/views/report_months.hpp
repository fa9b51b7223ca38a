#pragma once

#include <vector>

#include "cli/views/report.hpp"

namespace desk::cli {

/// Hours, charges, weeks, availability and credits: what is by calendar month. For a client's report the lines of
/// its statements.
std::vector<Section> month_sections(const WholeReport& whole);

}  // namespace desk::cli

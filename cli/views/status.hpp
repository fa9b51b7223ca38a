#pragma once

#include <string>

#include "cli/output/output.hpp"
#include "core/picture/picture.hpp"

namespace desk::cli {

/// The picture of now, on one screen: whoever has more tickets than that sees how many. A pipe gets 72 columns under headings,
/// and nothing where there is nothing. `told`: so many lines are told besides.
Page status_page(const Picture& picture, const Viewer& viewer, const Terminal& terminal, std::size_t told);

/// What of it is for programs: the JSON, and the porcelain.
Page status_for_programs(const Picture& picture, const Viewer& viewer);

}  // namespace desk::cli

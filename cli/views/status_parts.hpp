#pragma once

#include <string>
#include <vector>

#include "cli/output/parts.hpp"
#include "core/picture/picture.hpp"

namespace desk::cli {

/// What stands on the page of the picture, in order.
std::vector<ScreenPart> status_parts(const Picture& picture, const Viewer& viewer);

/// `Fri 27 Nov 09:42`, of the zone; with its year: `Fri 27 Nov 2026 09:42`
std::string status_moment(const Viewer& viewer, bool with_year);

}  // namespace desk::cli

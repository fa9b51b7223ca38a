#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "cli/views/recorded.hpp"
#include "core/time/zone.hpp"

namespace desk::cli {

/// What the rules did, or would do, one per line.
Page sweep_page(std::span<const Recorded> done, const Zone& zone);

}  // namespace desk::cli

#pragma once

#include "cli/output/output.hpp"
#include "store/desk/change.hpp"

namespace desk::cli {

/// What a change would write: each file with the lines that go and come, and the commit.
Page previews_page(const Change::Previews& previews);

}  // namespace desk::cli

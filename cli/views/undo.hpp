#pragma once

#include "cli/output/output.hpp"
#include "store/desk/undo.hpp"

namespace desk::cli {

/// The command that was taken back, for programs.
Page undone_page(const Undone& undone);

}  // namespace desk::cli

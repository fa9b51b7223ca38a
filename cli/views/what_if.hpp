#pragma once

#include "cli/output/output.hpp"
#include "core/month/what_if.hpp"

namespace desk::cli {

/// The past under another contract: month by month, and the tickets whose targets change.
Table what_if_table(const WhatIf& made);
Table differences_table(const WhatIf& made);

/// `2606-K7QF4 resolve met -> missed, …`, the first of them.
std::string differences_text(std::span<const TicketDifference> differences);

}  // namespace desk::cli

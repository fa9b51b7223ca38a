#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/contract/check.hpp"
#include "core/contract/intake.hpp"

namespace desk::cli {

/// The holes and contradictions of the contract, one per line.
Page findings_page(std::span<const PolicyFinding> findings);

/// The objections to a report, for programs: people get a message.
Page objections_page(std::span<const Objection> objections);

}  // namespace desk::cli

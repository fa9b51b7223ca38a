#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/contract/check.hpp"
#include "core/contract/intake.hpp"

namespace desk::cli {

/// What is open in the contract, or contradicts itself, one a line.
Page findings_page(std::span<const PolicyFinding> findings);

/// What the contract has against a report, for programs: people are told in words.
Page objections_page(std::span<const Objection> objections);

}  // namespace desk::cli

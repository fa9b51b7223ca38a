#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "cli/views/problems.hpp"

/// Core values -> what is shown. Looks are decided here, facts are not.
namespace desk::cli {

/// What changed of the contract, for programs; people are told it.
Page contract_page(std::span<const Finding> changes);

}  // namespace desk::cli

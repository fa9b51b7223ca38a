#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"

namespace desk::cli {

/// A problem, and the commit that brought it; empty: the files as they are.
struct Finding {
    Problem problem;
    std::string commit;
};

/// Findings, one per line as a compiler prints them.
Page problem_page(std::span<const Finding> findings);
Page problem_page(std::span<const Problem> problems);

/// What changed in the contract, for programs; people get a message.
Page contract_page(std::span<const Finding> changes);

/// The same as annotations of a GitHub workflow.
std::string github_annotations(std::span<const Finding> findings);

}  // namespace desk::cli

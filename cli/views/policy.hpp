#pragma once

#include <string>
#include <vector>

#include "cli/output/output.hpp"
#include "core/clock/summary.hpp"
#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"

namespace desk::cli {

/// The contract: its name and general terms, then its tables. `name` is of `policies/`, empty for the desk's; holidays are
/// counted for the year and the next.
Page policy_page(const Policy& policy, const std::string& name, const Desk& desk);
std::vector<Table> policy_tables(const Policy& policy, std::chrono::year year);

/// The table of severities for a spreadsheet.
std::string policy_csv(const Policy& policy);

}  // namespace desk::cli

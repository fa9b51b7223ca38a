#pragma once

#include "core/month/report.hpp"

namespace desk {

/// Counts what was decided into the report, and picks the worst.
void count_targets(const std::vector<Decided>& decided, const Desk& desk, PeriodReport& report);

}  // namespace desk

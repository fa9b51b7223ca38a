#pragma once

#include "cli/views/report.hpp"

/// What was changed after it had been reported or promised.
namespace desk::cli {

/// For a client's report without who changed it.
Section loosened_section(const PeriodReport& report, const Zone& zone);

Section corrected_section(const PeriodReport& report);

}  // namespace desk::cli

#pragma once

#include "cli/views/report.hpp"

/// What was changed after it had been reported or promised.
namespace desk::cli {

/// Of a client's report without who moved it.
Section loosened_section(const PeriodReport& report, const Zone& zone);

Section corrected_section(const PeriodReport& report);

}  // namespace desk::cli

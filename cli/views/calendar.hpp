#pragma once

#include "cli/output/output.hpp"
#include "core/time/calendar.hpp"

namespace desk::cli {

/// A month of a calendar, one day per row.
Table calendar_table(const Calendar& calendar, Month month);

}  // namespace desk::cli

#pragma once

#include <string_view>

#include "core/find/asking.hpp"

/// Filters by a day, a month or an age. Each takes one value of the list behind the colon.
namespace desk::filters {

// What has been: `2026-11`, `>=monday`, `this-week`, `<7d` (less than seven days ago).
Test opened_test(std::string_view value, const Asking& asking);
Test closed_test(std::string_view value, const Asking& asking);
Test resolved_test(std::string_view value, const Asking& asking);
Test updated_test(std::string_view value, const Asking& asking);

// What is to come: the same, and `<4h` (within four hours, or past). What has none is `none`.
Test due_test(std::string_view value, const Asking& asking);
Test until_test(std::string_view value, const Asking& asking);

}  // namespace desk::filters

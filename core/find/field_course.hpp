#pragma once

#include <string_view>

#include "core/find/asking.hpp"

/// Filters by what has happened to a ticket, and how it stands. Each takes one value of the list behind the colon.
namespace desk::filters {

Test waits_test(std::string_view value, const Asking& asking);      ///< for whom, now
Test cause_test(std::string_view value, const Asking& asking);      ///< a text in that of the resolution
Test requester_test(std::string_view value, const Asking& asking);  ///< a text in name, address or telephone number
Test by_test(std::string_view value, const Asking& asking);         ///< who has recorded something, ever

Test late_test(std::string_view value, const Asking& asking);
Test near_test(std::string_view value, const Asking& asking);
Test breached_test(std::string_view value, const Asking& asking);

}  // namespace desk::filters

#pragma once

#include <string_view>

#include "core/find/asking.hpp"

/// Filters by the words of a ticket's header. Each takes one value of the list behind the colon.
namespace desk::filters {

Test status_test(std::string_view value, const Asking& asking);
Test priority_test(std::string_view value, const Asking& asking);
Test tier_test(std::string_view value, const Asking& asking);
Test client_test(std::string_view value, const Asking& asking);
Test product_test(std::string_view value, const Asking& asking);
Test release_test(std::string_view value, const Asking& asking);
Test channel_test(std::string_view value, const Asking& asking);
Test kind_test(std::string_view value, const Asking& asking);
Test assignee_test(std::string_view value, const Asking& asking);
Test scope_test(std::string_view value, const Asking& asking);

}  // namespace desk::filters

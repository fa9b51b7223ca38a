#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock/summary.hpp"

namespace desk {

/// Sorts by one or several of `sort_keys`, joined by commas: `priority,-opened`; `-` reverses one; ties by reference. A priority
/// is sorted by its rank in the ticket's own policy. Refuses other keys with `Fault::usage`.
void sort(std::vector<ListedTicket>& tickets, std::string_view by, const Desk& desk);

/// Whether sorting by these asks for the clocks, and so for the log. Refuses what `sort` refuses.
bool sorts_by_clocks(std::string_view by);

const std::vector<std::string>& sort_keys();

}  // namespace desk

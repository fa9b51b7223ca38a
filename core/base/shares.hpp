#pragma once

#include <string>
#include <vector>

namespace desk {

/// Parts of a whole in thousandths, which add up to 1000 (largest remainder). Only the whole itself is 1000. If the whole is
/// nothing, all are 0.
std::vector<int> thousandths(const std::vector<int>& counts);

/// `66.7`, of 667.
std::string share_text(int thousandths);

}  // namespace desk

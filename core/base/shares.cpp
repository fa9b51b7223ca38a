#include "core/base/shares.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>

#include <fmt/format.h>

namespace desk {

std::vector<int> thousandths(const std::vector<int>& counts) {
    constexpr int whole = 1000;
    const auto sum = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    std::vector<int> shares(counts.size(), 0);
    if (sum == 0) return shares;
    std::vector<std::size_t> order;
    int left = whole;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        shares[i] = static_cast<int>(counts[i] * std::int64_t{whole} / sum);
        left -= shares[i];
        if (counts[i] > 0 && shares[i] < whole) order.push_back(i);
    }
    const auto rest = [&](std::size_t i) { return counts[i] * std::int64_t{whole} % sum; };
    std::ranges::stable_sort(order, std::ranges::greater(), rest);
    // What is nearly the whole is not it.
    std::stable_partition(order.begin(), order.end(), [&](std::size_t i) { return shares[i] < whole - 1; });
    for (std::size_t i = 0; left > 0; ++i, --left) ++shares[order[i]];
    return shares;
}

std::string share_text(int thousandths) { return fmt::format("{}.{}", thousandths / 10, thousandths % 10); }

}  // namespace desk

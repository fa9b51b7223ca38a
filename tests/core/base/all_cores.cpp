#include "core/base/all_cores.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

namespace desk {

TEST_CASE("what is computed on all cores stands in the order of the items, however many they are") {
    for (const int count : {0, 1, 63, 64, 65, 1000}) {
        std::vector<int> items(static_cast<std::size_t>(count));
        std::iota(items.begin(), items.end(), 0);
        const auto doubled = computed_on_all_cores(std::span(items), [](int item) { return item * 2; });
        REQUIRE(doubled.size() == items.size());
        for (const int item : items) CHECK(doubled[static_cast<std::size_t>(item)] == item * 2);
    }
}

TEST_CASE("each item is worked on once") {
    std::vector<std::atomic<int>> times(500);
    on_all_cores(times.size(), [&] { return [&](std::size_t i) { ++times[i]; }; });
    CHECK(std::ranges::all_of(times, [](const auto& count) { return count == 1; }));
}

TEST_CASE("what one of the cores throws is thrown") {
    const auto throws = [](std::size_t i) {
        if (i == 70) throw std::runtime_error("no");
    };
    CHECK_THROWS_WITH(on_all_cores(100, [&] { return throws; }), "no");
}

}  // namespace desk

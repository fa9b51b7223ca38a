#include "core/base/shares.hpp"

#include <numeric>

#include <doctest/doctest.h>

#include "tests/dice.hpp"

using namespace desk;
using Shares = std::vector<int>;

TEST_CASE("shares add up to the whole, and only the whole is shown as that") {
    CHECK(thousandths({1, 1, 1}) == Shares{334, 333, 333});
    CHECK(thousandths({2, 1, 0}) == Shares{667, 333, 0});
    CHECK(thousandths({5, 0}) == Shares{1000, 0});
    CHECK(thousandths({19'999, 1}) == Shares{999, 1});
    CHECK(thousandths({0, 0}) == Shares{0, 0});
    CHECK(thousandths({}).empty());
    CHECK(share_text(667) == "66.7");
    CHECK(share_text(1000) == "100.0");
    CHECK(share_text(5) == "0.5");
}

TEST_CASE("a share is at the most a thousandth away from the fraction") {
    samples::Dice dice(27);
    for (int round = 0; round < 2000; ++round) {
        Shares counts;
        for (int count = 1 + dice.number(6); count > 0; --count) counts.push_back(dice.chance(3) ? 0 : dice.number(3000));
        const auto sum = std::accumulate(counts.begin(), counts.end(), 0);
        const auto shares = thousandths(counts);
        REQUIRE(std::accumulate(shares.begin(), shares.end(), 0) == (sum == 0 ? 0 : 1000));
        for (std::size_t i = 0; i < counts.size() && sum > 0; ++i) {
            const auto exact = 1000.0 * counts[i] / sum;
            CHECK(shares[i] > exact - 1);
            CHECK(shares[i] < exact + 1 + 1e-9);
            CHECK((shares[i] == 1000) == (counts[i] == sum));
        }
    }
}

#include "core/base/contains.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace desk {
namespace {

struct Named {
    std::string name;
    int rank = 0;
};

}  // namespace

TEST_CASE("a range contains what equals one of its elements") {
    const std::vector<std::string> words{"low", "high"};
    CHECK(contains(words, "high"));
    CHECK(contains(words, std::string_view("low")));
    CHECK(!contains(words, "hig"));
    CHECK(!contains(std::vector<std::string>(), "high"));
    static_assert(contains(std::array{1, 2}, 2) && !contains(std::array{1, 2}, 3));
}

TEST_CASE("a range contains what a member of one of its elements equals") {
    const std::vector<Named> all{{"low", 1}, {"high", 2}};
    CHECK(contains(all, "high", &Named::name));
    CHECK(contains(all, 1, &Named::rank));
    CHECK(!contains(all, 3, &Named::rank));
}

}  // namespace desk

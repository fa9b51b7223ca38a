#include "core/base/words.hpp"

#include <array>
#include <vector>

#include <doctest/doctest.h>

namespace desk {
namespace {

enum class Size { small, large, none };

constexpr auto sizes = std::to_array<Word<Size>>({{Size::small, "small"}, {Size::large, "very large"}});

}  // namespace

TEST_CASE("a table of words is read in both directions") {
    static_assert(word_of(sizes, Size::large) == "very large");
    static_assert(value_of(sizes, "small") == Size::small);
    for (const auto& [size, word] : sizes) {
        CHECK(word_of(sizes, size) == word);
        CHECK(value_of(sizes, word) == size);
    }
    const std::vector<Word<bool>> truths{{true, "yes"}, {false, "no"}};
    CHECK(value_of(truths, "no") == false);
}

TEST_CASE("what a table of words does not have is empty or absent") {
    CHECK(word_of(sizes, Size::none).empty());
    for (const auto* word : {"", "Small", "smal", "small ", "none"}) CHECK(!value_of(sizes, word));
}

}  // namespace desk

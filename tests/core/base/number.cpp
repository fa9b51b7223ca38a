#include "core/base/number.hpp"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>

namespace desk {

TEST_CASE("a whole number is read from the whole of a text") {
    CHECK(number_from<int>("0") == 0);
    CHECK(number_from<int>("007") == 7);
    CHECK(number_from<int>("-12") == -12);
    CHECK(number_from<std::int64_t>("9223372036854775807") == INT64_MAX);
    CHECK(number_from<std::uint32_t>("fF", 16) == 255U);
    // Only the first digits of what stands in a longer text.
    CHECK(number_from<int>(std::string_view("1234").substr(0, 2)) == 12);
}

TEST_CASE("what is not a whole number, or more than fits, is none") {
    for (const auto* text : {"", "-", "+1", " 1", "1 ", "1.5", "1e3", "0x10", "twelve", "--1", "2147483648"}) {
        CAPTURE(text);
        CHECK(!number_from<int>(text));
    }
    CHECK(!number_from<unsigned>("-1"));
    CHECK(!number_from<std::int64_t>("9223372036854775808"));
    CHECK(!number_from<int>(std::string_view("1\0", 2)));
}

TEST_CASE("one is one, and none are many") {
    CHECK(count_of(1, "file") == "1 file");
    CHECK(count_of(0, "file") == "0 files");
    CHECK(count_of(2, "file") == "2 files");
    CHECK(count_of(1, "category", "categories") == "1 category");
    CHECK(count_of(3, "category", "categories") == "3 categories");
    CHECK(count_of(-1, "day") == "-1 days");
}

}  // namespace desk

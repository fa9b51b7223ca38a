#include "core/base/lines.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("a text is stored with plain line ends and without a mark at its beginning") {
    CHECK(plain_lines("one\r\ntwo\r\n") == "one\ntwo\n");
    CHECK(plain_lines("one\r\ntwo\r") == "one\ntwo");
    CHECK(plain_lines("\xEF\xBB\xBFTitle\r\n\r\nBody") == "Title\n\nBody");
    CHECK(plain_lines("a\rb") == "a\rb");  // a progress bar, not a line's end
    CHECK(plain_lines("a \xEF\xBB\xBF b") == "a \xEF\xBB\xBF b");
    CHECK(plain_lines("\xEF\xBB\xBF").empty());
    CHECK(plain_lines("").empty());
}

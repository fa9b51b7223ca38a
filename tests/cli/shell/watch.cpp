#include "cli/shell/watch.hpp"

#include <doctest/doctest.h>

using namespace desk::cli;

TEST_CASE("a frame is drawn over the one before and scrolls nothing") {
    CHECK(drawn({"one\ntwo\n", "", 24}) == "\x1b[Hone\x1b[K\r\ntwo\x1b[K\x1b[J");
    CHECK(drawn({"", "", 24}) == "\x1b[H\x1b[J");
}

TEST_CASE("what is told has its lines, whatever the screen has room for") {
    CHECK(drawn({"one\ntwo\nthree\n", "desk: broken\n", 2}) == "\x1b[Hone\x1b[K\r\ndesk: broken\x1b[K\x1b[J");
    CHECK(drawn({"one\n", "a\nb\nc\n", 2}) == "\x1b[Ha\x1b[K\r\nb\x1b[K\x1b[J");
    CHECK(drawn({"one\ntwo\n", "", 0}) == "\x1b[Hone\x1b[K\x1b[J");
}

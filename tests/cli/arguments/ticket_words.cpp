#include "cli/arguments/ticket_words.hpp"

#include <doctest/doctest.h>

#include "core/base/text.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

/// `A B | 25m | text`, of words with blanks between them.
std::string apart(const std::string& typed, Between between) {
    auto words = words_of(typed, ' ');
    std::optional<std::size_t> behind;
    if (const auto dashes = std::ranges::find(words, "--"); dashes != words.end()) {
        behind = static_cast<std::size_t>(words.end() - dashes) - 1;
        words.erase(dashes);
    }
    const auto taken = ticket_words(words, behind, between);
    return joined(taken.tickets, " ") + " | " + (taken.has_between ? taken.between : "?") + " | " + joined(taken.text, " ");
}

}  // namespace

TEST_CASE("without dashes there is one ticket, and the rest is its text") {
    CHECK(apart("A hello B", Between::nothing) == "A | ? | hello B");
    CHECK(apart("A", Between::nothing) == "A | ? | ");
    CHECK(apart("A item the answer", Between::word) == "A | item | the answer");
    CHECK(apart("A", Between::word) == "A | ? | ");
}

TEST_CASE("what stands before dashes are tickets, and what is after them is the text") {
    CHECK(apart("A B -- hello C", Between::nothing) == "A B | ? | hello C");
    CHECK(apart("A -- -x", Between::nothing) == "A | ? | -x");
    CHECK(apart("A B --", Between::nothing) == "A B | ? | ");
    CHECK(apart("A B item -- the answer", Between::word) == "A B | item | the answer");
    CHECK(apart("A -- item", Between::word) == "A | ? | item");
    CHECK(apart("-- A item x", Between::word) == "A | item | x");
}

TEST_CASE("a length of time before the dashes may be of several words") {
    CHECK(apart("A B 25m -- 3 tickets", Between::length) == "A B | 25m | 3 tickets");
    CHECK(apart("A B 1 hour 30 minutes -- x", Between::length) == "A B | 1 hour 30 minutes | x");
    CHECK(apart("A 123 90 -- x", Between::length) == "A 123 | 90 | x");
    CHECK(apart("A B soon -- x", Between::length) == "A B | soon | x");
    CHECK(apart("A 1h 30m x", Between::length) == "A | 1h 30m | x");
}

TEST_CASE("the last word may be told apart without dashes, where no text follows") {
    CHECK(apart("A B client", Between::last) == "A B | client | ");
    CHECK(apart("A B client -- a copy", Between::last) == "A B | client | a copy");
    CHECK(apart("A", Between::last) == "A | ? | ");
}

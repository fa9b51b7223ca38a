#include "cli/typed.hpp"

#include <doctest/doctest.h>

#include "tests/samples.hpp"

using namespace desk;
using namespace desk::cli;

namespace {

Requester person(const std::string& name, const std::string& email) { return {name, email, ""}; }

using Pair = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("a person is a name and an address, or one of them") {
    CHECK(requester_from("Jane Doe <jane@acme.example>") == person("Jane Doe", "jane@acme.example"));
    CHECK(requester_from("jane@acme.example") == person("", "jane@acme.example"));
    CHECK(requester_from("Jane Doe") == person("Jane Doe", ""));
    CHECK(requester_from("Jane  <jane@acme.example>") == person("Jane", "jane@acme.example"));
    CHECK(requester_from("Jane Doe<jane@acme.example>") == person("Jane Doe", "jane@acme.example"));
    CHECK(requester_from("Doe, Jane (Payroll) <jane@acme.example>") == person("Doe, Jane (Payroll)", "jane@acme.example"));
    CHECK(requester_from("<jane@acme.example>") == person("", "jane@acme.example"));
    CHECK(requester_from("") == person("", ""));
}

TEST_CASE("what only looks like an address is a name") {
    for (const auto* text :
         {"Jane <at the desk>", "Jane <jane@>", "jane@", "Jane <jane@acme.example> Doe", "jane @acme", "@jane", "1 < 2 > 0"})
        CHECK(requester_from(text) == person(text, ""));
}

TEST_CASE("a title is the first line, a description all that follows") {
    CHECK(title_and_description("Export fails\n\nIt stops.\n  At 40 %.\n\n") == Pair("Export fails", "It stops.\n  At 40 %."));
    CHECK(title_and_description("  Export fails \r\n") == Pair("Export fails", ""));
    CHECK(title_and_description("Export fails\nIt stops.") == Pair("Export fails", "It stops."));
    CHECK(title_and_description("Export fails") == Pair("Export fails", ""));
    CHECK(title_and_description("") == Pair("", ""));
    CHECK(title_and_description("\n \n") == Pair("", ""));
}

TEST_CASE("lines lose the blank ones before them and what is blank behind them, and nothing inside") {
    CHECK(trimmed_lines("\n \t\n  indented\n\nlast  \n\n") == "  indented\n\nlast");
    CHECK(trimmed_lines("one line") == "one line");
    CHECK(trimmed_lines(" \n\t\n ").empty());
    CHECK(trimmed_lines("").empty());
}

TEST_CASE("a length of time that cannot be read is refused with its place") {
    CHECK(length_typed("1h 30m") == Minutes(90));
    const auto refusal = [](std::string_view typed, std::string_view where) {
        return samples::refusal([&] { length_typed(typed, where); }, Fault::usage);
    };
    CHECK(refusal("soon", "--for") == "--for: \"soon\" is not a length of time");
    CHECK(refusal("25m 3", "") == "\"25m 3\" is not a length of time");
    CHECK(refusal("36 seconds", "") == "\"36 seconds\" is not a length of time");
}

TEST_CASE("bytes that are not UTF-8 are refused with their line") {
    CHECK(text_typed("\xEF\xBB\xBFone\r\ntwo\r\n", "standard input") == "one\ntwo\n");
    CHECK(samples::refusal([] { text_typed("one\ncaf\xE9", "standard input"); }, Fault::usage) ==
          "standard input: line 2 is not UTF-8");
}

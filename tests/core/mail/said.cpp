#include "core/mail/said.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("a reference is found in whatever form it is quoted, and nowhere inside another word") {
    const auto first = [](std::string_view text) {
        const auto found = references_in(text);
        return found.empty() ? std::string() : found.front().text();
    };
    CHECK(first("Re: [2611-K7QF4] printer") == "2611-K7QF4");
    CHECK(first("re 2611k7qf4") == "2611-K7QF4");
    CHECK(first("2611-OIL00") == "2611-01100");
    for (const auto* text : {"12611-K7QF4", "2611-K7QF44", "2611-K7QF4-x", "261-K7QF4", "2611-K7UF4", "2611 K7QF4", "2611-K7Q"})
        CHECK_MESSAGE(first(text).empty(), text);
    CHECK(references_in("2611-K7QF4, 2611-9XW2M").size() == 2);
}

TEST_CASE("what stands around a reference is found in whatever form it is quoted") {
    const auto sought = references_in("2611-K7QF4").front();
    const auto found = around("Re: 2611-9XW2M, [2611k7qf4] score", sought);
    REQUIRE(found.has_value());
    CHECK(found->before == "Re: 2611-9XW2M, [");
    CHECK(found->after == "] score");
    CHECK_FALSE(around("2611-9XW2M", sought).has_value());
}

TEST_CASE("a title is the subject without what mail programs and desks put before it") {
    const auto known = references_in("2611-K7QF4");
    CHECK(title_from("Re: [2611-K7QF4] AW: Fwd[2]:  The printer", known, "") == "The printer");
    CHECK(title_from("[2611-9XW2M] The printer", known, "") == "[2611-9XW2M] The printer");
    CHECK(title_from("Re: ", {}, "\n  First line\nsecond") == "First line");
    CHECK(title_from("", {}, "\n") == "(no subject)");
    CHECK(title_from("Reply: ready", {}, "") == "Reply: ready");
    CHECK(title_from("a\r\nBcc: \x1b[31mx", {}, "") == "a Bcc: [31mx");
    CHECK(title_from(std::string(9000, 'x'), {}, "").size() < 4100);
}

TEST_CASE("quoted lines that end an answer are left out, with the line that introduces them; others stay") {
    CHECK(without_quoted_end("Thanks.\n\nOn Friday Sam wrote:\n> a\n> b\n") == "Thanks.\n\n[2 quoted lines left out]");
    CHECK(without_quoted_end("Yes.\n\nOn Friday,\nSam wrote:\n> a") == "Yes.\n\n[1 quoted line left out]");
    for (const std::string text : {"> a\nNo.", "Thanks.\n\n> a", "Sam wrote:\n> a", "> a\nI say:\n> b", "plain", ""})
        CHECK_MESSAGE(without_quoted_end(text) == text, text);
}

TEST_CASE("flowed paragraphs become lines; signatures and quotes keep theirs") {
    CHECK(unfolded_lines("one \ntwo \nthree\nfour", false) == "one two three\nfour");
    CHECK(unfolded_lines("one \ntwo", true) == "onetwo");
    CHECK(unfolded_lines("a\n-- \nSam", false) == "a\n-- \nSam");
    CHECK(unfolded_lines("> one \n> two\nthree", false) == "> one two\nthree");
}

TEST_CASE("what somebody says of himself is taken from lines that begin so, and a number that begins with +") {
    const auto facts = facts_in("Name: Jane Doe\nOrganisation:  Acme Ltd\nIt stops.\nTel. +44 20 7946 0123");
    CHECK(facts.name == "Jane Doe");
    CHECK(facts.company == "Acme Ltd");
    CHECK(facts.phone == "+44 20 7946 0123");
    CHECK(facts.has_more);
    CHECK(!facts_in("Name: Jane\nPhone: 555").has_more);
    CHECK(facts_in("call me: +44 (20) 7946-0123.").phone == "+44 (20) 7946-0123");
    CHECK(facts_in("1+1 is +2, and C++").phone.empty());
    CHECK(facts_in("Named after nobody: x").name.empty());
}

#include "core/base/text.hpp"

#include <doctest/doctest.h>

using namespace desk;

namespace {

const std::vector<std::string> priorities = {"critical", "high", "medium", "low"};

std::string near(std::string_view word, const std::vector<std::string>& candidates = priorities) {
    return nearest(word, candidates);
}

bool contains_slowly(std::string text, std::string needle) {
    for (auto* one : {&text, &needle})
        for (char& c : *one)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text.find(needle) != std::string::npos;
}

}  // namespace

TEST_CASE("a word is taken for one that is a slip of the keys away") {
    CHECK(near("hihg") == "high");
    CHECK(near("hgih") == "high");
    CHECK(near("ihhg") == "");
    CHECK(near("criticla") == "critical");
    CHECK(near("HIGH") == "high");
    CHECK(near("meduim") == "medium");
    CHECK(near("lo w") == "low");
    CHECK(near("timezon", {"name", "timezone"}) == "timezone");
}

TEST_CASE("a word is taken for the only one that begins with it") {
    CHECK(near("crit") == "critical");
    CHECK(near("M") == "medium");
    CHECK(near("re", {"resolve", "resume"}) == "");
    CHECK(near("ope", {"open", "opened"}) == "open");
}

TEST_CASE("a word that is near to nothing is taken for nothing") {
    CHECK(near("") == "");
    CHECK(near("urgent") == "");
    CHECK(near("z") == "");
    CHECK(near("lo", {}) == "");
    CHECK(near(std::string(100'000, 'h')) == "");
    CHECK(near("hig", {std::string(100'000, 'h')}) == "");
}

TEST_CASE("the suggestion is a sentence's end") {
    CHECK(did_you_mean("hihg", priorities) == ", did you mean \"high\"?");
    CHECK(did_you_mean("urgent", priorities) == "");
}

TEST_CASE("text is found in either case") {
    CHECK(contains_folded("Payroll export fails", "payroll"));
    CHECK(contains_folded("Payroll export fails", "EXPORT"));
    CHECK(contains_folded("Payroll export fails", "Fails"));
    CHECK(contains_folded("Payroll export fails", ""));
    CHECK(contains_folded("GRÖSSE", "grösse"));
    CHECK(contains_folded("Größe", "GRÖSSE"));
    CHECK(contains_folded("Привет мир", "ПРИВЕТ"));
    CHECK(contains_folded("ΕΛΛΗΝΙΚΆ Σ", "ελληνικά ς"));
    CHECK(!contains_folded("Größe", "Grosse"));
    CHECK(!contains_folded("Payroll export fails", "payrolls"));
    CHECK(!contains_folded("", "x"));
    CHECK(!contains_folded("x", "xx"));
    CHECK(!contains_folded("[", "{"));
}

TEST_CASE("text is found however its characters are composed") {
    CHECK(contains_folded("Cafe\u0301 Zoe\u0308", "café zoë"));
    CHECK(contains_folded("café", "cafe\u0301"));
    CHECK(!contains_folded("cafe\u0301", "cafe"));
    CHECK(contains_folded("ＡＣＭＥ Ltd", "acme"));
    CHECK(same_folded("Ångström", "a\u030Angstro\u0308m"));
    CHECK(begins_folded("Zürich", "ZU\u0308"));
    CHECK(!same_folded("acme", "acme "));
    CHECK(same_folded("\xFF", "\xFF"));
    CHECK(near("ZÜRICCH", {"Zürich", "Bern"}) == "Zürich");
}

TEST_CASE("what cannot stand in a text is told from what may") {
    const Needle needle("Straße");
    CHECK(needle.text() == "strasse");
    CHECK(needle.may_stand_in("STRASSE"));
    CHECK(needle.may_stand_in("die straße"));
    CHECK(!needle.may_stand_in("die strae"));
    CHECK(!needle.may_stand_in("strase"));
    CHECK(Needle("e").may_stand_in("e\u0301"));  // may: it does not
    CHECK(!Needle("e").stands_in("e\u0301"));
}

TEST_CASE("searching agrees with the simple way") {
    const std::string alphabet = "aAbBzZ0\n";
    unsigned state = 1;
    const auto random_text = [&](std::size_t size) {
        std::string text;
        while (text.size() < size) text += alphabet[(state = state * 1'103'515'245U + 12'345U) >> 16U & 7U];
        return text;
    };
    for (std::size_t i = 0; i < 3000; ++i) {
        const auto text = random_text(i % 50), needle = random_text(i % 4);
        CHECK(contains_folded(text, needle) == contains_slowly(text, needle));
    }
}

TEST_CASE("blanks are trimmed, lines cut, words split and joined") {
    CHECK(trimmed(" \t a b\r\n") == "a b");
    CHECK(trimmed(" \n ") == "");
    CHECK(first_line("one\ntwo") == "one");
    CHECK(first_line("one\r\ntwo") == "one");
    CHECK(first_line("one") == "one");
    CHECK(split("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
    CHECK(split("", ',') == std::vector<std::string_view>{""});
    CHECK(joined(priorities, ", ") == "critical, high, medium, low");
    CHECK(joined({}, ", ") == "");
}

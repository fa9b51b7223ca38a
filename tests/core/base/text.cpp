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

TEST_CASE("well-formed UTF-8 has no invalid byte") {
    const char* const texts[] = {"",
                                 "plain",
                                 "Größe",
                                 "日本語",
                                 "😀",
                                 "\x7F",
                                 "\xC2\x80",
                                 "\xDF\xBF",
                                 "\xE0\xA0\x80",
                                 "\xED\x9F\xBF",
                                 "\xEE\x80\x80",
                                 "\xEF\xBF\xBF",
                                 "\xF0\x90\x80\x80",
                                 "\xF4\x8F\xBF\xBF",
                                 "twelve bytes and then ü, and so on for a while"};
    for (const std::string text : texts) CHECK_MESSAGE(!invalid_utf8_at(text), text);
    CHECK(!invalid_utf8_at(std::string_view("\0\0", 2)));
}

TEST_CASE("the first invalid byte is found wherever it stands") {
    const char* broken[] = {"\x80",
                            "\xBF",
                            "\xC0\x80",
                            "\xC1\xBF",
                            "\xC3",
                            "\xC3(",
                            "\xE0\x9F\xBF",
                            "\xED\xA0\x80",
                            "\xE2\x82",
                            "\xE2(\x82",
                            "\xE2\x82(",
                            "\xF0\x8F\xBF\xBF",
                            "\xF0\x9F\x98",
                            "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80",
                            "\xFE",
                            "\xFF"};
    for (const std::string bytes : broken) {
        for (std::size_t before = 0; before < 40; ++before) {
            const std::string text = std::string(before, 'x') + bytes;
            CHECK(invalid_utf8_at(text) == before);
            CHECK(invalid_utf8_at(text + " and more plain text") == before);
            CHECK(invalid_utf8_at("ü" + text) == before + 2);
        }
    }
}

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

TEST_CASE("text is found in either case of ASCII") {
    CHECK(contains_folded("Payroll export fails", "payroll"));
    CHECK(contains_folded("Payroll export fails", "EXPORT"));
    CHECK(contains_folded("Payroll export fails", "Fails"));
    CHECK(contains_folded("Payroll export fails", ""));
    CHECK(contains_folded("GRÖSSE", "grÖsse"));
    CHECK(!contains_folded("Größe", "GRÖßE"));
    CHECK(!contains_folded("Payroll export fails", "payrolls"));
    CHECK(!contains_folded("", "x"));
    CHECK(!contains_folded("x", "xx"));
    CHECK(!contains_folded("[", "{"));
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

#include "cli/output/display.hpp"

#include <random>
#include <string>

#include <doctest/doctest.h>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

using namespace desk;
using namespace desk::cli;
using namespace std::string_literals;

namespace {

/// No C0 (but line feeds, where they are let through), DEL or C1, and whole UTF-8.
bool is_harmless(std::string_view text, bool lines) {
    if (invalid_utf8_at(text)) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 && !(lines && byte == '\n')) return false;
        if (byte == 0x7F) return false;
        if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
    }
    return true;
}

/// Bytes and characters that are apt to go wrong beside each other.
class Noise {
public:
    std::string text() {
        static const std::string parts[] = {"a",
                                            "Z",
                                            " ",
                                            "  ",
                                            "\x1b",
                                            "\x1b[31m",
                                            "\x9b",
                                            "\n",
                                            "\t",
                                            "\r",
                                            "\0"s,
                                            "\x7f",
                                            "\u009b",
                                            "é",
                                            "e\u0301",
                                            "日",
                                            "ﾊ",
                                            "👩\u200d💻",
                                            "🇬🇧",
                                            "🇬",
                                            "❤\ufe0f",
                                            "\u200d",
                                            "\u200c",
                                            "\ufe0f",
                                            "\u202e",
                                            "\u2028",
                                            "\u0600",
                                            "नी",
                                            "\u1100\u1161",
                                            "1\ufe0f\u20e3",
                                            "\xed\xa0\x80",
                                            "\xf4\x90\x80\x80",
                                            "\xe2\x80"};
        std::string out;
        for (auto left = random_() % 24; left > 0; --left) {
            if (random_() % 4 == 0)
                out += static_cast<char>(random_() % 256);
            else
                out += parts[random_() % std::size(parts)];
        }
        return out;
    }
    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }

private:
    std::mt19937 random_{2611};
};

}  // namespace

TEST_CASE("what is harmless stays as it is") {
    for (const auto text : {"", "Payroll export fails", "50 % of \"it\" \\ <tag> ~", "Zürich, naïve, Ελλάδα, 日本語", "x\u00a0y",
                            "e\u0301", "👍🏽 👩\u200d💻 🇬🇧 ❤\ufe0f 1\ufe0f\u20e3", "می\u200cخواهم", "क्\u200dष"})
        CHECK(visible(text) == text);
}

TEST_CASE("what could fool a terminal or its reader is shown, not sent") {
    CHECK(visible("\x1b]0;owned\x07") == "\\x1b]0;owned\\x07");
    CHECK(visible("\x1b]52;c;cm0gLXJm\x1b\\") == "\\x1b]52;c;cm0gLXJm\\x1b\\");
    CHECK(visible("a\nb\tc\rd") == "a\\nb\\tc\\rd");
    CHECK(visible("a\bb\x7f") == "a\\x08b\\x7f");
    CHECK(visible("a\0b"s) == "a\\x00b");
    CHECK(visible("\u009b31m") == "<U+009B>31m");
    CHECK(visible("\u0085") == "<U+0085>");
    CHECK(visible("invoice\u202egpj.exe") == "invoice<U+202E>gpj.exe");
    CHECK(visible("\u061c\u200e\u2066\u2069") == "<U+061C><U+200E><U+2066><U+2069>");
    CHECK(visible("\u2028\u2029") == "<U+2028><U+2029>");
    CHECK(visible("a\u200bb\u2060c\ufeff\u180e\u00ad") == "a<U+200B>b<U+2060>c<U+FEFF><U+180E><U+00AD>");
    CHECK(visible("\U000E0041\U000E007F") == "<U+E0041><U+E007F>");
    CHECK(visible("\ue000\uffff\U0010fffe\u0378") == "<U+E000><U+FFFF><U+10FFFE><U+0378>");
    CHECK(visible("\u3164") == "<U+3164>");
}

TEST_CASE("joiners and selectors are shown where nothing needs them") {
    CHECK(visible("pay\u200dpal") == "pay<U+200D>pal");
    CHECK(visible("\u200c") == "<U+200C>");
    CHECK(visible("é\u200d\u200dé") == "é<U+200D><U+200D>é");
    CHECK(visible("a\ufe0f\ufe0f") == "a\ufe0f<U+FE0F>");
    CHECK(visible("\x1b\ufe0f") == "\\x1b<U+FE0F>");
}

TEST_CASE("bytes that are not UTF-8 are shown one by one") {
    CHECK(visible("\xff") == "\\xff");
    CHECK(visible("\xc0\x9b") == "\\xc0\\x9b");
    CHECK(visible("\x9b") == "\\x9b");
    CHECK(visible("\xed\xa0\x80") == "\\xed\\xa0\\x80");
    CHECK(visible("a\xe2\x80") == "a\\xe2\\x80");
}

TEST_CASE("texts of several lines keep their lines and tab stops") {
    CHECK(visible_lines("one\ntwo\n") == "one\ntwo\n");
    CHECK(visible_lines("a\tb\tc\n日\td") == "a       b       c\n日      d");
    CHECK(visible_lines("a\x1b[2J\nb") == "a\\x1b[2J\nb");
    CHECK(visible_lines("") == "");
}

TEST_CASE("width counts what a terminal shows") {
    CHECK(width("") == 0);
    CHECK(width("abc") == 3);
    CHECK(width("Zürich") == 6);
    CHECK(width("e\u0301") == 1);
    CHECK(width("日本") == 4);
    CHECK(width("ﾊﾝｶｸ") == 4);
    CHECK(width("각") == 2);
    CHECK(width("\u1100\u1161\u11a8") == 2);
    CHECK(width("🙂") == 2);
    CHECK(width("👍🏽") == 2);
    CHECK(width("👩\u200d👩\u200d👧") == 2);
    CHECK(width("🇬🇧") == 2);
    CHECK(width("🇬🇧🇩🇪") == 4);
    CHECK(width("❤") == 1);
    CHECK(width("❤\ufe0f") == 2);
    CHECK(width("1\ufe0f\u20e3") == 2);
    CHECK(width("…█▌") == 3);
}

TEST_CASE("fitted never cuts through a character") {
    CHECK(fitted("Payroll", 7) == "Payroll");
    CHECK(fitted("Payroll", 6) == "Payro…");
    CHECK(fitted("Pay roll", 5) == "Pay…");
    CHECK(fitted("日本語", 5) == "日本…");
    CHECK(fitted("日本語", 4) == "日…");
    CHECK(fitted("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
    CHECK(fitted("👩\u200d💻👩\u200d💻", 3) == "👩\u200d💻…");
    CHECK(fitted("abc", 1) == "…");
    CHECK(fitted("abc", 0) == "");
}

TEST_CASE("wrapped breaks between words, and inside only those that are too long") {
    using Lines = std::vector<std::string_view>;
    CHECK(wrapped("", 10) == Lines{""});
    CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrapped("one two three", 8) == Lines{"one two", "three"});
    CHECK(wrapped("one\n\n two  ", 10) == Lines{"one", "", " two"});
    CHECK(wrapped("abcdefghij kl", 4) == Lines{"abcd", "efgh", "ij", "kl"});
    CHECK(wrapped("see abcdefghij", 4) == Lines{"see", "abcd", "efgh", "ij"});
    CHECK(wrapped("日本語", 5) == Lines{"日本", "語"});
}

TEST_CASE("a bar is filled to an eighth of a column") {
    CHECK(bar(0, 4) == "    ");
    CHECK(bar(0.5, 4) == "██  ");
    CHECK(bar(17.0 / 32, 4) == "██▏ ");
    CHECK(bar(1, 4) == "████");
    CHECK(bar(7, 4) == "████");
    CHECK(bar(-1, 2) == "  ");
    CHECK(bar(0.0 / 0.0, 2) == "  ");
    CHECK(bar(1, 0) == "");
}

TEST_CASE("whatever the bytes, nothing gets through and everything fits") {
    Noise noise;
    for (int i = 0; i < 20'000; ++i) {
        const auto raw = noise.text();
        const auto line = visible(raw);
        REQUIRE(is_harmless(line, false));
        REQUIRE(line.size() <= raw.size() * 8);
        const auto lines = visible_lines(raw);
        REQUIRE(is_harmless(lines, true));

        const int columns = noise.up_to(20);
        REQUIRE(width(fitted(line, columns)) <= columns);
        REQUIRE(is_harmless(fitted(line, columns), false));
        for (const auto part : wrapped(lines, columns)) {
            REQUIRE(width(part) <= std::max(columns, 2));
            REQUIRE(is_harmless(part, false));
        }
    }
}

TEST_CASE("a single word of a megabyte wraps in one pass") {
    const std::string word(1 << 20, 'x');
    CHECK(wrapped(word, 80).size() == (word.size() + 79) / 80);
}

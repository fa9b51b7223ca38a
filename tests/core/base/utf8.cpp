#include "core/base/utf8.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace desk {
namespace {

std::string encoded(char32_t code) {
    std::string text;
    encode_utf8(text, code);
    return text;
}

}  // namespace

TEST_CASE("every character is decoded from what encodes it") {
    for (const auto& [code, text] : {std::pair<char32_t, std::string_view>{0x41, "A"},
                                     {0x7F, "\x7F"},
                                     {0x80, "\xC2\x80"},
                                     {0xDF, "ß"},
                                     {0x7FF, "\xDF\xBF"},
                                     {0x20AC, "€"},
                                     {0xFFFF, "\xEF\xBF\xBF"},
                                     {0x1F600, "😀"},
                                     {0x10FFFF, "\xF4\x8F\xBF\xBF"}})
        CHECK(encoded(code) == text);
    for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        char32_t found = 0;
        const auto text = encoded(code);
        const auto length = decode_utf8(text + "x", found);
        if (found != code || length != text.size()) FAIL_CHECK("U+" << static_cast<unsigned>(code));
    }
}

TEST_CASE("what is not a character is none") {
    for (const std::string_view text : {"", "\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xE2\x82", "\xF4\x90\x80\x80", "\xFF"}) {
        char32_t code = 7;
        CHECK(decode_utf8(text, code) == 0);
        CHECK(code == 7);
    }
}

TEST_CASE("a character begins where no other is in the middle") {
    const std::string_view text = "aß€";
    std::string marks;
    for (const char byte : text) marks += begins_character(byte) ? '^' : '.';
    CHECK(marks == "^^.^..");
}

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

}  // namespace desk

#include "store/mail/charset.hpp"

#include <doctest/doctest.h>

#include "core/base/utf8.hpp"

using namespace desk;

TEST_CASE("a character set is what browsers take it for") {
    CHECK(utf8_from("\x80 5", "iso-8859-1") == "€ 5");
    CHECK(utf8_from("\x80 5", "ISO-8859-1") == "€ 5");
    CHECK(utf8_from("\xE4\xF6", "\"latin1\"") == "äö");
    CHECK(utf8_from("\xC1\xC2", "koi8-r") == "аб");
    CHECK(utf8_from("\x82\xA0", "shift_jis") == "あ");
    CHECK(utf8_from("+AOQ-", "unicode-1-1-utf-7") == "ä");
}

TEST_CASE("without a character set, or under one that nobody knows, it is UTF-8 where it can be, else windows-1252") {
    for (const auto* charset : {"", "us-ascii", "x-unknown", "../../../tmp/evil", "UTF-8//IGNORE", "iso-2022-cn-ext"}) {
        CHECK_MESSAGE(utf8_from("Gr\xC3\xB6\xC3\x9F"
                                "e",
                                charset) == "Größe",
                      charset);
        if (std::string_view(charset).find('8') == std::string_view::npos)
            CHECK_MESSAGE(utf8_from("Gr\xF6\xDF"
                                    "e",
                                    charset) == "Größe",
                          charset);
    }
}

TEST_CASE("a byte order mark wins, and goes") { CHECK(utf8_from("\xEF\xBB\xBF\xC3\xA4", "iso-8859-1") == "ä"); }

TEST_CASE("what calls itself UTF-8 and is not is mended where some of it is, else windows-1252") {
    CHECK(utf8_from("\xE4 5", "utf-8") == "ä 5");
    CHECK(utf8_from("\xC3\xA4\xE4", "utf-8") == "ä\uFFFD");
    CHECK(utf8_from("\xC3\xA4\xF0\x9F\x98x", "utf-8") == "ä\uFFFDx");
}

TEST_CASE("whatever the bytes and the set are, a text is UTF-8") {
    std::string bytes;
    for (int i = 0; i < 2048; ++i) bytes += static_cast<char>(i * 37 % 251 + i / 256);
    for (const auto* charset :
         {"", "utf-8", "utf-7", "utf-16", "gb18030", "iso-2022-jp", "euc-kr", "big5", "windows-1255", "cp949"})
        CHECK_MESSAGE(!invalid_utf8_at(utf8_from(bytes, charset)), charset);
}

#include "core/base/unicode.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("a text is composed as keyboards write it") {
    CHECK(composed("Cafe\u0301") == "Café");
    CHECK(composed("A\u030A") == "Å");
    CHECK(composed("A\u030AB e\u0301") == "ÅB é");
    CHECK(composed("plain ASCII, 12 %") == "plain ASCII, 12 %");
    CHECK(composed("ＡＣＭＥ") == "ＡＣＭＥ");
    CHECK(composed("") == "");
    CHECK(composed("x\xFF\xFEy e\u0301") == "x\xFF\xFEy é");
}

TEST_CASE("a text is folded in all scripts") {
    CHECK(folded("Payroll EXPORT") == "payroll export");
    CHECK(folded("ÀÉÎ") == folded("a\u0300e\u0301i\u0302"));
    CHECK(folded("Straße") == "strasse");
    CHECK(folded("ΣΊΣΥΦΟΣ") == folded("σίσυφος"));
    CHECK(folded("Łąka") == folded("ŁĄKA"));
    CHECK(folded("ＡＣＭＥ") == "acme");
    CHECK(folded(folded("İstanbul ﬁn")) == folded("İstanbul ﬁn"));
}

TEST_CASE("what is not ASCII is seen wherever it stands") {
    for (std::size_t at = 0; at < 20; ++at) {
        std::string text(20, 'a');
        CHECK(is_ascii(text));
        text[at] = '\xC3';
        CHECK(!is_ascii(text));
    }
    CHECK(is_ascii(""));
}

#include "core/mail/date.hpp"

#include <doctest/doctest.h>

using namespace desk;

TEST_CASE("dates are read as mails have them, and as odd programs write them") {
    const auto text = [](std::string_view date) {
        const auto at = mail_date_from(date);
        return at ? to_text(*at) : std::string("none");
    };
    CHECK(text("Fri, 20 Nov 2026 09:10:07 +0130 (CET)") == "2026-11-20T07:40:07.000Z");
    CHECK(text("20 Nov 26 09:10 EST") == "2026-11-20T14:10:00.000Z");
    CHECK(text("Nov 20 2026 09:10:00 -0000") == "2026-11-20T09:10:00.000Z");
    CHECK(text("20 Nov 2026 09:10:00 XYZ") == "2026-11-20T09:10:00.000Z");
    for (const auto* date :
         {"", "yesterday", "31 Feb 2026 09:10 +0000", "20 Nov 2026", "20 Nov 2026 25:10 +0000", "((((", "1 2 3 4"})
        CHECK_MESSAGE(text(date) == "none", date);
}

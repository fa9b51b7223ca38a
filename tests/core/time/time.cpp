#include "core/time/time.hpp"

#include <doctest/doctest.h>

#include "core/base/text.hpp"

using namespace desk;
using namespace std::chrono_literals;

namespace {

Instant instant(const std::string& text) {
    const auto at = canonical_instant_from(text);
    REQUIRE_MESSAGE(at, text);
    return *at;
}

}  // namespace

TEST_CASE("an instant is written as it is read") {
    for (const std::string text : {"2026-11-20T09:14:03.217Z", "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
                                   "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00.001Z", "2038-01-19T03:14:08.000Z"})
        CHECK(to_text(instant(text)) == text);
    CHECK(instant("1970-01-01T00:00:01.005Z").time_since_epoch() == 1005ms);
}

TEST_CASE("an instant of every day of 400 years is written as it is read") {
    for (Instant at = instant("1900-01-01T23:59:58.765Z"); at < instant("2300-01-01T00:00:00.000Z"); at += 24h)
        CHECK(canonical_instant_from(to_text(at)) == at);
}

TEST_CASE("an instant that cannot be written is written as the nearest that can") {
    CHECK(to_text(Instant::max()) == "9999-12-31T23:59:59.999Z");
    CHECK(to_text(Instant::min()) == "0000-01-01T00:00:00.000Z");
}

TEST_CASE("only the canonical form is read as canonical") {
    const auto texts = split(
        "|2026-11-20|2026-11-20T09:14:03Z|2026-11-20T09:14:03.2170Z|2026-11-20T09:14:03.217|"
        "2026-11-20 09:14:03.217Z|2026-11-20t09:14:03.217Z|2026-11-20T09:14:03.217z|2026-11-20T09:14:03,217Z|"
        "2026-11-20T24:00:00.000Z|2026-11-20T09:60:00.000Z|2026-11-20T23:59:60.000Z|2026-02-29T00:00:00.000Z|"
        "2026-13-01T00:00:00.000Z|2026-00-01T00:00:00.000Z|2026-11-00T00:00:00.000Z|2026-11-31T00:00:00.000Z|"
        "-026-11-20T09:14:03.217Z|2026-11-2 T09:14:03.217Z|2026-11-20T09:14:03.217Z\n|2026-11-20T09:14:03.+17Z",
        '|');
    for (const std::string_view text : texts) CHECK_MESSAGE(!canonical_instant_from(text), text);
}

TEST_CASE("ISO 8601 with a zone is read as an instant") {
    const auto at = [](std::string_view text) { return instant_from(text); };
    CHECK(at("2026-11-20T09:14Z") == instant("2026-11-20T09:14:00.000Z"));
    CHECK(at("2026-11-20 09:14:03.2+01:00") == instant("2026-11-20T08:14:03.200Z"));
    CHECK(at("2026-11-20t09:14:03.217999z") == instant("2026-11-20T09:14:03.217Z"));
    CHECK(at("2026-11-20 09:14:03 -0330") == instant("2026-11-20T12:44:03.000Z"));
    CHECK(at("2026-11-20T09:14+05") == instant("2026-11-20T04:14:00.000Z"));
    CHECK(at("0000-01-01T00:00Z") == instant("0000-01-01T00:00:00.000Z"));
}

TEST_CASE("what is not ISO 8601 with a zone is no instant") {
    const auto texts = split(
        "|now|2026-11-20|2026-11-20T09:14|2026-11-20T9:14Z|2026-11-20T09:14:Z|2026-11-20T09:14:03.Z|"
        "2026-11-20T09:14+1:00|2026-11-20T09:14+01:0|2026-11-20T09:14+24:00|2026-11-20T09:14+01:60|"
        "2026-11-20T09:14Zulu|2026-02-30T09:14Z|2026-11-20_09:14Z|2026-11-20T24:00Z",
        '|');
    for (const std::string_view text : texts) CHECK_MESSAGE(!instant_from(text), text);
}

TEST_CASE("an offset that leads out of the years 0000 to 9999 is refused") {
    CHECK(!instant_from("0000-01-01T00:00+00:01"));
    CHECK(!instant_from("9999-12-31T23:59-00:01"));
}

TEST_CASE("days and months are written as they are read") {
    CHECK(to_text(*day_from("2026-11-20")) == "2026-11-20");
    CHECK(to_text(*day_from("0099-01-02")) == "0099-01-02");
    CHECK(to_text(*month_from("2026-11")) == "2026-11");
    for (const std::string text : {"", "2026-11-2", "2026-11-020", "2026-02-29", "20261120", "2026/11/20", "2026-11"})
        CHECK_MESSAGE(!day_from(text), text);
    for (const std::string text : {"", "2026-1", "2026-00", "2026-13", "2026-111", "202611", "26-11"})
        CHECK_MESSAGE(!month_from(text), text);
}

TEST_CASE("hours are shown as a statement of hours shows them") {
    CHECK(to_text(Minutes(0)) == "0:00");
    CHECK(to_text(Minutes(65)) == "1:05");
    CHECK(to_text(Minutes(-65)) == "-1:05");
    CHECK(to_text(Minutes(1801)) == "30:01");
    CHECK(hours_text(3900s) == "1:05");
    CHECK(hours_text(3930s) == "1:05:30");
    CHECK(hours_text(-5s) == "-0:00:05");
}

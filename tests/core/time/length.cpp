#include "core/time/length.hpp"

#include <doctest/doctest.h>

#include "core/base/text.hpp"

using namespace desk;
using namespace std::chrono_literals;

namespace {

std::size_t count(std::string_view words) { return words_of_length("25m", words_of(words, ' ')); }

}  // namespace

TEST_CASE("a length of time is read the way people write it") {
    const std::pair<const char*, int> cases[] = {{"25m", 25},
                                                 {"1h30", 90},
                                                 {"1h 30", 90},
                                                 {"1h30m", 90},
                                                 {"1h 30m", 90},
                                                 {"1 h 30 m", 90},
                                                 {"1h5m", 65},
                                                 {"1h and 30m", 90},
                                                 {"1 hour and 30 minutes", 90},
                                                 {"1 hour, 30 min.", 90},
                                                 {"2h", 120},
                                                 {"2 hours", 120},
                                                 {"1 Hour", 60},
                                                 {"2 hrs", 120},
                                                 {"90 minutes", 90},
                                                 {"90MIN", 90},
                                                 {"1:30", 90},
                                                 {"0:05", 5},
                                                 {"0.5h", 30},
                                                 {".5h", 30},
                                                 {"1,5h", 90},
                                                 {"1.5 hours", 90},
                                                 {"1.25h", 75},
                                                 {"0.10h", 6},
                                                 {"1.0h", 60},
                                                 {"0m", 0},
                                                 {"0.05h", 3},
                                                 {"1m 60s", -1},
                                                 {"120 seconds", 2},
                                                 {" 30m ", 30},
                                                 {"100000h", 6'000'000}};
    for (const auto& [text, minutes] : cases) {
        const auto read = minutes < 0 ? std::nullopt : std::optional<Minutes>(minutes);
        CHECK_MESSAGE(minutes_from(text) == read, text);
        CHECK_MESSAGE(length_from(text) == read, text);
    }
}

TEST_CASE("what cannot be read as a whole is not a length of time") {
    const auto texts = split(
        "|h|m|and|-5m|+5m|1:5|1:60|1h60|1h 60m|1h300|1h30m5|0.5|1.h|1.5h30|1.5h 30m|1h30h|30m 1h|1::30|1:30h|1:30:00|½h|"
        "1h and|and 1h|1h and and 30m|30m and 5|100001h|100000:01|99999999999999999999|99999999999999999999h|"
        "0.99999999999999999999h|0x10|1 day|1d|2 weeks|1d 2h|25m 3|25m tickets|8 days|x seconds|hours 2",
        '|');
    for (const std::string_view text : texts) {
        CHECK_MESSAGE(!minutes_from(text), text);
        CHECK_MESSAGE(!length_from(text), text);
    }
}

TEST_CASE("a number alone is minutes where those are wanted, and nothing where seconds may be meant as well") {
    CHECK(minutes_from("90") == 90min);
    CHECK(minutes_from("0") == 0min);
    CHECK(!minutes_from("6000001"));
    CHECK(!length_from("90"));
    CHECK(!span_from("7"));
}

TEST_CASE("time is logged in whole minutes") {
    CHECK(length_from("36 seconds") == 36s);
    CHECK(length_from("1h30s") == 3630s);
    CHECK(length_from("0.01h") == 36s);
    for (const auto* text : {"36 seconds", "5s", "1h30s", "0.01h", "0.5m"}) CHECK_MESSAGE(!minutes_from(text), text);
    CHECK(!length_from("0.33333h"));
}

TEST_CASE("a span may have days and weeks as well") {
    CHECK(span_from("7d") == 168h);
    CHECK(span_from("2 weeks") == 336h);
    CHECK(span_from("1d 12h") == 36h);
    CHECK(span_from("1h30") == 90min);
    for (const auto* text : {"", "d", "7y", "-7d", "99999999999d", "99999w"}) CHECK_MESSAGE(!span_from(text), text);
}

TEST_CASE("the words that are numbers or units belong to the length before them") {
    CHECK(count("30m Reproduced") == 1);
    CHECK(count("hours fixed") == 1);
    CHECK(count("h 30 x") == 2);
    CHECK(count("and 30m x") == 2);
    CHECK(count("Minutes of the meeting") == 1);
    CHECK(count("3 tickets") == 1);
    CHECK(count("404") == 1);
    CHECK(count("30m, then") == 1);
    CHECK(count("1.5") == 1);
    CHECK(count("and 3 tickets") == 2);
    for (const auto* text :
         {"", "Reproduced", "and then rebooted", "and", "3rd try", "2026-11-20", "09:00-10:30", "-- 3", "-", "half", "5%"})
        CHECK_MESSAGE(count(text) == 0, text);
}

TEST_CASE("days and weeks go on with a span, not with a length of work") {
    using Words = std::vector<std::string>;
    CHECK(words_of_length("25m", Words{"w", "5"}) == 0);
    CHECK(words_of_length("25m", Words{"30m", "2d"}) == 1);
    CHECK(words_of_length("1", Words{"day"}) == 1);  // and is no length
    CHECK(words_of_length("25m", Words{"3", "d"}) == 2);
    CHECK(words_of_span(Words{"2d", "and", "1", "week", "text"}) == 4);
}

TEST_CASE("what does not take hours is told in minutes and seconds") {
    CHECK(seconds_text(Seconds(0)) == "0 s");
    CHECK(seconds_text(Seconds(59)) == "59 s");
    CHECK(seconds_text(Seconds(120)) == "2 min");
    CHECK(seconds_text(Seconds(3680)) == "61 min 20 s");
}

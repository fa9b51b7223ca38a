#include "core/ticket/reference.hpp"

#include <doctest/doctest.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"

using namespace desk;
using namespace std::chrono;

namespace {

Reference reference(const std::string& text) {
    const auto found = Reference::canonical(text);
    REQUIRE_MESSAGE(found, text);
    return *found;
}

/// What was typed, as `month-code`.
std::string read(std::string_view text) {
    const auto like = reference_like_from(text);
    return like ? like->month + "-" + like->code : "absent";
}

}  // namespace

TEST_CASE("a reference knows its code, its month and its place in the store") {
    const auto one = reference("2611-K7QF4");
    CHECK(one.text() == "2611-K7QF4");
    CHECK(one.code() == "K7QF4");
    CHECK(one.month() == 2026y / November);
    CHECK(path_of(one) == "tickets/2026/11/2611-K7QF4.yaml");
    CHECK(path_of(reference("0701-00000")) == "tickets/2007/01/0701-00000.yaml");
}

TEST_CASE("no reference is minted for a year that two digits do not name") {
    for (const auto month : {0y / January, 1926y / November, 1999y / December, 2100y / January, 9999y / December})
        CHECK_THROWS_AS(mint(month, 0), Error);
    CHECK(mint(2000y / January, 0).text() == "0001-00000");
    CHECK(mint(2099y / December, 0).text() == "9912-00000");
}

TEST_CASE("a reference is minted out of the month and 25 random bits") {
    CHECK(mint(2026y / November, 0).text() == "2611-00000");
    CHECK(mint(2026y / November, 0xFFFF'FFFF).text() == "2611-ZZZZZ");
    CHECK(mint(2007y / January, 0x1FF'FFFE).text() == "0701-ZZZZY");
    CHECK(mint(2026y / November, 1U << 25U) == mint(2026y / November, 0));
    for (std::uint32_t bits = 0; bits < 1U << 25U; bits += 9973) {
        const auto minted = mint(2026y / December, bits);
        CHECK(Reference::canonical(minted.text()) == minted);
    }
}

TEST_CASE("references sort by month, then code") {
    CHECK(reference("2611-ZZZZZ") < reference("2612-00000"));
    CHECK(reference("2611-00000") < reference("2611-00001"));
    CHECK(Reference() < reference("2611-00000"));
}

TEST_CASE("only the written form is canonical") {
    const auto texts = split(
        "|2611-k7qf4|2611K7QF4|K7QF4|2611-K7QF|2611-K7QF4 |2611-K7QF40|2611-K7QFO|2611-K7QFI|2611-K7QFL|"
        "2611-K7QFU|2600-K7QF4|2613-K7QF4|26A1-K7QF4|2611_K7QF4|2611-K7/F4|CON",
        '|');
    for (const std::string_view text : texts) CHECK_MESSAGE(!Reference::canonical(text), text);
    CHECK(!Reference::canonical(std::string_view("2611-K7QF\0", 10)));
}

TEST_CASE("a reference may be typed in short") {
    CHECK(read("2611-K7QF4") == "2611-K7QF4");
    CHECK(read("2611K7QF4") == "2611-K7QF4");
    CHECK(read("2611-k7q") == "2611-K7Q");
    CHECK(read("2611k7qf") == "2611-K7QF");
    CHECK(read("K7QF4") == "-K7QF4");
    CHECK(read("k7q") == "-K7Q");
    CHECK(read("26110") == "-26110");
    CHECK(read("2611") == "-2611");
}

TEST_CASE("letters that are misheard are read as the digits they look like") {
    CHECK(read("o0il1") == "-00111");
    CHECK(read("26ll-OIL") == "2611-011");
    CHECK(read("CON") == "-C0N");
}

TEST_CASE("a typed reference is whole when it can mean one ticket only") {
    CHECK(reference_like_from("2611k7qf4")->whole());
    CHECK(!reference_like_from("K7QF4")->whole());
    CHECK(!reference_like_from("2611-K7QF")->whole());
}

TEST_CASE("a typed reference matches the tickets that begin so") {
    const auto ticket = reference("2611-K7QF4");
    for (const std::string text : {"2611-K7QF4", "k7q", "K7QF", "k7qf4", "2611k7q"})
        CHECK_MESSAGE(reference_like_from(text)->matches(ticket), text);
    for (const std::string text : {"2612-K7QF4", "7qf", "K7QF5", "2611-7QF"})
        CHECK_MESSAGE(!reference_like_from(text)->matches(ticket), text);
    CHECK(!reference_like_from("K7Q")->matches(Reference()));
}

TEST_CASE("what only looks like a reference is none") {
    const auto texts = split(
        "|.|..|-|--|-rf|--help|--K7Q|K7|K7QF44|2611-|2611-K7|2611--K7QF4|2611-K7QF4-|2611-K7QF45|2613-K7QF4|"
        "2600K7QF4|26-11K7QF4|../x|../K7QF4|/etc/passwd|a/b|.git/config|2611-K7QF4.yaml|2611/K7QF4|2611\\K7QF4|"
        "K7QFU|uuu| K7QF4|K7QF4 |K7QF4\n|\nK7Q|K7\tQF|K7*|K7?F4|[K7Q]|２６１１-K7QF4|2611–K7QF4|Κ7QF4|К7QF4|"
        "K7QF\u200B4|\u202EK7Q",
        '|');
    for (const std::string_view text : texts) CHECK_MESSAGE(read(text) == "absent", text);
    CHECK(read(std::string_view("K7Q\0", 4)) == "absent");
    CHECK(read(std::string_view("K7\0QF", 5)) == "absent");
    CHECK(read(std::string(300, 'K')) == "absent");
}

TEST_CASE("a reference, or its code, begins with what was typed in any of its spellings") {
    const auto ticket = reference("2611-K01F4");
    for (const std::string text : {"", "2", "2611", "2611-", "2611-k", "2611k", "2611-kO", "2611-KOLF4", "2611kol"})
        CHECK_MESSAGE(begins_whole(ticket, text), text);
    for (const std::string text : {"2612", "26-11", "2611-01", "2611-K01F45", "K", "-"})
        CHECK_MESSAGE(!begins_whole(ticket, text), text);
    for (const std::string text : {"", "k", "KO", "k0i", "K01F4"}) CHECK_MESSAGE(begins_code(ticket, text), text);
    for (const std::string text : {"2611", "0", "K01F4X", "K-", "\u00e9"}) CHECK_MESSAGE(!begins_code(ticket, text), text);
}

#include "core/contract/money.hpp"

#include <random>

#include <doctest/doctest.h>

#include "core/base/error.hpp"

using namespace desk;

namespace {

const Currency pounds{"GBP", 2};

Money pence(std::int64_t units) { return {units, pounds}; }
Money yen(std::int64_t units) { return {units, {"JPY", 0}}; }

}  // namespace

TEST_CASE("a currency has the digits of ISO 4217") {
    CHECK(currency_from("GBP") == Currency{"GBP", 2});
    CHECK(currency_from("JPY") == Currency{"JPY", 0});
    CHECK(currency_from("KWD") == Currency{"KWD", 3});
    for (const auto* none : {"", "gbp", "GB", "POUNDS", "GB1"}) CHECK_FALSE(currency_from(none));
}

TEST_CASE("an amount is exact: no more digits than the currency has, no sign, no more than a policy may say") {
    CHECK(money_from("5000", pounds) == pence(500'000));
    CHECK(money_from("95.5", pounds) == pence(9'550));
    CHECK(money_from("95.05", pounds) == pence(9'505));
    CHECK(money_from("0.01", pounds) == pence(1));
    CHECK(money_from("0", pounds) == pence(0));
    CHECK(money_from("1000", {"JPY", 0}) == yen(1000));
    CHECK(money_from("0.125", {"KWD", 3}) == Money{125, {"KWD", 3}});
    CHECK(money_from("10000000000", pounds) == pence(most_units));
    for (const auto* none :
         {"", ".", "5.", ".5", "-5", "+5", "5.005", "5,00", "1e3", " 5", "10000000000.01", "99999999999999999999"})
        CHECK_MESSAGE(!money_from(none, pounds), none);
    CHECK_FALSE(money_from("0.5", {"JPY", 0}));
}

TEST_CASE("an amount is written with all digits of its currency") {
    CHECK(to_text(pence(500'000)) == "5000.00");
    CHECK(to_text(pence(5)) == "0.05");
    CHECK(to_text(pence(-5)) == "-0.05");
    CHECK(to_text(pence(-12'345)) == "-123.45");
    CHECK(to_text(yen(1000)) == "1000");
    CHECK(to_text(Money{1, {"KWD", 3}}) == "0.001");
    CHECK(with_code(pence(5)) == "0.05 GBP");
}

TEST_CASE("amounts of two currencies are neither added nor compared") {
    CHECK_THROWS_AS(pence(1) + yen(1), Error);
    CHECK_THROWS_AS(pence(1) - yen(1), Error);
    CHECK_THROWS_AS((void)(pence(1) < yen(1)), Error);
    CHECK(pence(1) != yen(1));
    CHECK(price_of(std::chrono::hours(2), yen(9'500)) == yen(19'000));
}

TEST_CASE("nothing is nothing in every currency") {
    CHECK(pence(0) == yen(0));
    CHECK(Money() == yen(0));
    CHECK(Money() < yen(1));
    CHECK((Money() + yen(1)).currency == yen(1).currency);
    CHECK((yen(1) + pence(0)).currency == yen(1).currency);
    CHECK((yen(0) + Money()).currency == yen(1).currency);
    CHECK((Money() + yen(0)).currency == yen(1).currency);
}

TEST_CASE("sums of amounts are kept by currency") {
    Amounts sums;
    for (const auto& each : {yen(5), pence(3), yen(0), yen(2), pence(4), Money()}) sums += each;
    CHECK(sums.all() == std::vector{pence(7), yen(7)});
    sums += pence(-7);
    CHECK(sums.all() == std::vector{yen(7)});
}

TEST_CASE("half a unit is rounded away from zero, so that what is taken back is what was charged") {
    CHECK(share_of(pence(1), 1, 2) == pence(1));
    CHECK(share_of(pence(-1), 1, 2) == pence(-1));
    CHECK(share_of(pence(-3), 1, 2) == pence(-2));
    CHECK(share_of(pence(-1), 1, 3) == pence(0));
    CHECK(price_of(Minutes(30), pence(-1)) == -price_of(Minutes(30), pence(1)));
}

TEST_CASE("what time costs is rounded once, half away from zero") {
    using std::chrono::hours;
    CHECK(price_of(hours(5), pence(20'000)) == pence(100'000));
    CHECK(price_of(Minutes(1), pence(9'500)) == pence(158));  // 158.33
    CHECK(price_of(Seconds(18), pence(100)) == pence(1));     // 0.5
    CHECK(price_of(Seconds(17), pence(100)) == pence(0));     // 0.47
    CHECK(price_of(Seconds(0), pence(9'500)) == pence(0));
    CHECK(price_of(hours(24 * 31), pence(most_units)) == pence(744'000'000'000'000));
}

TEST_CASE("a share of an amount is never off by more than half a unit") {
    std::mt19937 random(20261127);
    const auto number = [&](std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(random); };
    for (int i = 0; i < 20'000; ++i) {
        const auto units = number(1'000'000'000), whole = 1 + number(2'678'400), part = number(whole);
        const auto exact = static_cast<long double>(units) * static_cast<long double>(part) / static_cast<long double>(whole);
        const auto off = static_cast<long double>(share_of(pence(units), part, whole).units) - exact;
        REQUIRE(off > -0.5000001L);
        REQUIRE(off < 0.5000001L);
    }
}

TEST_CASE("a percentage is exact to a ten-thousandth") {
    CHECK(percentage_from("99.8 %") == Percent{998'000});
    CHECK(percentage_from("100 %") == Percent{Percent::whole});
    CHECK(percentage_from("0.0001 %") == Percent{1});
    for (const auto* none : {"99.8", "99.8%", "100.0001 %", "-1 %", "99.80001 %", "%", " %"}) CHECK_FALSE(percentage_from(none));
    CHECK(to_text(Percent{998'000}) == "99.8 %");
    CHECK(to_text(Percent{Percent::whole}) == "100 %");
    CHECK(to_text(Percent{1}) == "0.0001 %");
}

TEST_CASE("a percentage that is shown is not rounded up to one that was not reached") {
    CHECK(percentage(997'999, 1'000'000, 2) == "99.79");
    CHECK(percentage(1, 3, 1) == "33.3");
    CHECK(percentage(2'592'000, 2'592'000, 2) == "100.00");
    CHECK(percentage(0, 7, 0) == "0");
}

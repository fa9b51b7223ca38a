#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"

/// Money is exact: whole numbers of a currency's smallest unit. Where something must be rounded it is rounded once, half away
/// from zero. An amount has its currency, and amounts of two currencies are never added.
namespace desk {

/// A currency by its code of ISO 4217.
struct Currency {
    std::string code;  ///< `GBP`; empty: the desk counts no money
    int digits = 2;    ///< after the point

    friend bool operator==(const Currency&, const Currency&) = default;
};

/// Three capital letters; absent for anything else. The digits are those of ISO 4217: none for `JPY`, three for `KWD`.
std::optional<Currency> currency_from(std::string_view code);

/// Zero is zero in every currency: it may be added to any amount, and compared with it. Adding or comparing other
/// amounts of two currencies throws `Fault::internal`: the caller should have kept them apart.
struct Money {
    std::int64_t units = 0;  ///< of the smallest unit: pence, not pounds
    Currency currency = {};

    friend bool operator==(const Money& a, const Money& b) {
        return a.units == b.units && (a.units == 0 || a.currency == b.currency);
    }
    friend std::strong_ordering operator<=>(const Money& a, const Money& b);
    friend Money operator+(const Money& a, const Money& b);
    friend Money operator-(const Money& a) { return {-a.units, a.currency}; }
    friend Money operator-(const Money& a, const Money& b) { return a + -b; }
    Money& operator+=(const Money& other) { return *this = *this + other; }
};

/// The sums of amounts in any currencies, one for each, by its code. Without those that are zero.
class Amounts {
public:
    Amounts& operator+=(const Money& money);

    const std::vector<Money>& all() const { return all_; }
    friend bool operator==(const Amounts&, const Amounts&) = default;

private:
    std::vector<Money> all_;
};

/// The most that an amount of a policy may be, in smallest units. Sums of such amounts do not overflow.
constexpr std::int64_t most_units = 1'000'000'000'000;

/// Reads `5000`, `95.5`, `95.00`: not negative, no more digits than the currency has, at most `most_units`.
std::optional<Money> money_from(std::string_view text, const Currency& currency);

/// `5000.00`: with all digits of the currency and without its code.
std::string to_text(const Money& money);

/// `5000.00 GBP`
std::string with_code(const Money& money);

/// `part` of `whole`, `money * part / whole`, rounded half away from zero. `whole` is above zero.
Money share_of(const Money& money, std::int64_t part, std::int64_t whole);

/// What the time costs at this rate per hour, rounded half away from zero.
Money price_of(Seconds time, const Money& hourly);

/// A share of a whole, exact to a ten-thousandth of a percent.
struct Percent {
    static constexpr std::int64_t whole = 1'000'000;
    std::int64_t parts = 0;  ///< of `whole`: 998'000 is 99.8 %

    friend auto operator<=>(const Percent&, const Percent&) = default;
};

/// Reads `99.8 %`, with at most four digits after the point, from 0 to 100.
std::optional<Percent> percentage_from(std::string_view text);

/// `99.8 %`: as many digits as it needs.
std::string to_text(Percent percent);

/// `99.71`: the percentage that `part` is of `whole`, to this many digits, never rounded up to what it does not reach: 99.7999 is
/// `99.79`. `whole` is above zero.
std::string percentage(std::int64_t part, std::int64_t whole, int digits);

}  // namespace desk

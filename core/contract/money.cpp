#include "core/contract/money.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/number.hpp"

namespace desk {
namespace {

__extension__ using Wide = __int128;

/// ISO 4217's currencies that have another number of digits than two.
constexpr std::array<std::string_view, 16> without_digits{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                          "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> with_three_digits{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
    return digits.starts_with('-') ? std::nullopt : number_from<std::int64_t>(digits);
}

/// A decimal number that is not negative, times ten to the power of `digits`; absent where it has more digits behind the point.
std::optional<std::int64_t> decimal(std::string_view text, int digits, std::int64_t most) {
    const auto point = text.find('.');
    const auto whole = whole_number(text.substr(0, point));
    if (!whole || *whole > most / power_of_ten(digits)) return {};
    auto number = *whole * power_of_ten(digits);
    if (point != std::string_view::npos) {
        const auto behind = text.substr(point + 1);
        const auto part = whole_number(behind);
        if (!part || behind.size() > static_cast<std::size_t>(digits)) return {};
        number += *part * power_of_ten(digits - static_cast<int>(behind.size()));
    }
    return number <= most ? std::optional(number) : std::nullopt;
}

/// That of both, where one of them may be nothing.
const Currency& common_currency(const Money& a, const Money& b) {
    if (b.units == 0 && !a.currency.code.empty()) return a.currency;
    if (a.units == 0) return b.currency.code.empty() ? a.currency : b.currency;
    if (b.units != 0 && a.currency != b.currency)
        throw Error(Fault::internal, fmt::format("{} and {} cannot be added or compared", with_code(a), with_code(b)));
    return a.currency;
}

/// Half away from zero, so that what is taken back is what was charged. `by` is above zero.
std::int64_t rounded(Wide number, Wide by) {
    return static_cast<std::int64_t>((2 * number + (number < 0 ? -by : by)) / (2 * by));
}

}  // namespace

std::optional<Currency> currency_from(std::string_view code) {
    if (code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; })) return {};
    if (contains(without_digits, code)) return Currency{std::string(code), 0};
    const bool three = contains(with_three_digits, code);
    return Currency{std::string(code), three ? 3 : 2};
}

std::strong_ordering operator<=>(const Money& a, const Money& b) {
    common_currency(a, b);
    return a.units <=> b.units;
}

Money operator+(const Money& a, const Money& b) { return {a.units + b.units, common_currency(a, b)}; }

Amounts& Amounts::operator+=(const Money& money) {
    const auto code_of = [](const Money& each) -> const std::string& { return each.currency.code; };
    const auto place = std::ranges::lower_bound(all_, money.currency.code, {}, code_of);
    if (place == all_.end() || code_of(*place) != money.currency.code) {
        if (money.units != 0) all_.insert(place, money);
    } else if (*place += money; place->units == 0) {
        all_.erase(place);
    }
    return *this;
}

std::optional<Money> money_from(std::string_view text, const Currency& currency) {
    const auto units = decimal(text, currency.digits, most_units);
    return units ? std::optional(Money{*units, currency}) : std::nullopt;
}

std::string to_text(const Money& money) {
    const auto digits = money.currency.digits;
    const auto unit = power_of_ten(digits);
    const auto sign = money.units < 0 ? "-" : "";
    const auto units = std::abs(money.units);
    if (digits == 0) return fmt::format("{}{}", sign, units);
    return fmt::format("{}{}.{:0{}}", sign, units / unit, units % unit, digits);
}

std::string with_code(const Money& money) { return fmt::format("{} {}", to_text(money), money.currency.code); }

Money share_of(const Money& money, std::int64_t part, std::int64_t whole) {
    return {rounded(Wide{money.units} * part, whole), money.currency};
}

Money price_of(Seconds time, const Money& hourly) {
    return share_of(hourly, time.count(), Seconds(std::chrono::hours(1)).count());
}

std::optional<Percent> percentage_from(std::string_view text) {
    constexpr std::string_view sign = " %";
    constexpr int digits = 4;
    if (!text.ends_with(sign)) return {};
    const auto parts = decimal(text.substr(0, text.size() - sign.size()), digits, Percent::whole);
    return parts ? std::optional(Percent{*parts}) : std::nullopt;
}

std::string to_text(Percent percent) {
    auto text = percentage(percent.parts, Percent::whole, 4);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text + " %";
}

std::string percentage(std::int64_t part, std::int64_t whole, int digits) {
    const auto unit = power_of_ten(digits);
    const auto parts = static_cast<std::int64_t>(Wide{part} * 100 * unit / whole);
    return digits == 0 ? std::to_string(parts) : fmt::format("{}.{:0{}}", parts / unit, parts % unit, digits);
}

}  // namespace desk

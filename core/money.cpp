#include "core/money.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

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
    std::int64_t number = 0;
    const bool all = !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return all && read.ec == std::errc() ? std::optional(number) : std::nullopt;
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

std::int64_t rounded_half_up(Wide number, Wide by) { return static_cast<std::int64_t>((2 * number + by) / (2 * by)); }

}  // namespace

std::optional<Currency> currency_from(std::string_view code) {
    if (code.size() != 3 || !std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; })) return {};
    if (std::ranges::find(without_digits, code) != without_digits.end()) return Currency{std::string(code), 0};
    const bool three = std::ranges::find(with_three_digits, code) != with_three_digits.end();
    return Currency{std::string(code), three ? 3 : 2};
}

std::optional<Money> money_from(std::string_view text, const Currency& currency) {
    const auto units = decimal(text, currency.digits, most_money.units);
    return units ? std::optional(Money{*units}) : std::nullopt;
}

std::string to_text(Money money, const Currency& currency) {
    const auto unit = power_of_ten(currency.digits);
    const auto sign = money.units < 0 ? "-" : "";
    const auto units = std::abs(money.units);
    if (currency.digits == 0) return fmt::format("{}{}", sign, units);
    return fmt::format("{}{}.{:0{}}", sign, units / unit, units % unit, currency.digits);
}

Money share_of(Money money, std::int64_t part, std::int64_t whole) { return {rounded_half_up(Wide{money.units} * part, whole)}; }

Money price_of(Seconds time, Money hourly) { return share_of(hourly, time.count(), Seconds(std::chrono::hours(1)).count()); }

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

#include "core/time/length.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "core/base/text.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::weeks;

/// No ticket takes longer, and no filter looks further; a number beyond them is a slip.
constexpr Minutes longest = hours(100'000);
constexpr Seconds furthest = days(100 * 366);

struct Unit {
    std::string_view name;  ///< without the `s` of several
    Seconds length;
};
constexpr std::array<Unit, 13> units{{{"h", hours(1)},
                                      {"hr", hours(1)},
                                      {"hour", hours(1)},
                                      {"m", Minutes(1)},
                                      {"min", Minutes(1)},
                                      {"minute", Minutes(1)},
                                      {"s", Seconds(1)},
                                      {"sec", Seconds(1)},
                                      {"second", Seconds(1)},
                                      {"d", days(1)},
                                      {"day", days(1)},
                                      {"w", weeks(1)},
                                      {"week", weeks(1)}}};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Capitals are as good; absent for what is no unit.
std::optional<Seconds> unit_from(std::string_view word) {
    const auto is_it = [&](const Unit& unit) {
        return same_folded(word, unit.name) ||
               (unit.name.size() > 1 && word.size() == unit.name.size() + 1 && same_folded(word, std::string(unit.name) + "s"));
    };
    const auto* unit = std::find_if(units.begin(), units.end(), is_it);
    return unit == units.end() ? std::nullopt : std::optional(unit->length);
}

/// What begins the text and is of this sort; it is taken off.
template <class Sort>
std::string_view take(std::string_view& text, Sort sort) {
    const auto end = std::find_if_not(text.begin(), text.end(), sort);
    const auto taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

bool take_sign(std::string_view& text, std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
}

/// `1`, `1.5`, `1,5`, `.5`
struct Quantity {
    std::string_view whole, decimals;
    bool exact() const { return decimals.empty(); }
};

std::optional<Quantity> take_quantity(std::string_view& text) {
    Quantity quantity;
    quantity.whole = take(text, is_digit);
    if (text.size() > 1 && (text[0] == '.' || text[0] == ',') && is_digit(text[1])) {
        text.remove_prefix(1);
        quantity.decimals = take(text, is_digit);
    }
    return quantity.whole.empty() && quantity.decimals.empty() ? std::nullopt : std::optional(quantity);
}

/// Absent where that makes no whole seconds, or more than anybody means.
std::optional<Seconds> times(const Quantity& quantity, Seconds unit) {
    constexpr std::size_t most_digits = 7;
    if (quantity.whole.size() > most_digits || quantity.decimals.size() > most_digits) return {};
    const auto whole = quantity.whole.empty() ? 0 : number_from<std::int64_t>(quantity.whole).value_or(0);
    if (quantity.exact()) return whole * unit;
    std::int64_t scale = 1;
    for (std::size_t i = 0; i < quantity.decimals.size(); ++i) scale *= 10;
    const auto part = number_from<std::int64_t>(quantity.decimals).value_or(0) * unit.count();
    return part % scale == 0 ? std::optional(whole * unit + Seconds(part / scale)) : std::nullopt;
}

struct Length {
    Seconds time{0};
    bool bare = false;       ///< a number without a unit
    Seconds largest{0};      ///< its largest unit
    Seconds smallest{0};     ///< what may follow is of a smaller one
    bool ends_exact = true;  ///< nothing follows decimals
};

/// `1:30`, from behind the hours.
std::optional<Length> with_minutes(const Quantity& hour, std::string_view rest) {
    const auto minutes = take(rest, is_digit);
    const auto number = number_from<int>(minutes).value_or(60);
    const auto whole = times(hour, hours(1));
    if (minutes.size() != 2 || number > 59 || !rest.empty() || !hour.exact() || hour.whole.empty() || !whole) return {};
    return Length{*whole + Minutes(number), false, hours(1), Minutes(1)};
}

/// The unit of the next quantity. Without one it is minutes behind hours, and else a bare number, where that is all.
std::optional<Seconds> take_unit(std::string_view& text, const Quantity& quantity, Length& length) {
    const auto word = take(text, is_letter);
    if (!word.empty()) {
        if (!take_sign(text, ".")) take_sign(text, ",");
        return unit_from(word);
    }
    if (!text.empty() || !quantity.exact()) return {};
    if (length.smallest == hours(1) && quantity.whole.size() <= 2) return Minutes(1);
    length.bare = length.smallest == Seconds(0);
    return length.bare ? std::optional<Seconds>(Minutes(1)) : std::nullopt;
}

/// Adds the next part: of a smaller unit than those before it, and less than one of theirs.
bool add_part(std::string_view& text, Length& length) {
    const auto quantity = take_quantity(text);
    if (!quantity || !length.ends_exact) return false;
    const bool is_first = length.smallest == Seconds(0);
    if (is_first && take_sign(text, ":")) {
        const auto read = with_minutes(*quantity, std::exchange(text, {}));
        if (read) length = *read;
        return read.has_value();
    }
    take(text, is_blank);
    const auto unit = take_unit(text, *quantity, length);
    const auto time = unit ? times(*quantity, *unit) : std::nullopt;
    if (!time || (!is_first && (*unit >= length.smallest || *time >= length.smallest))) return false;
    length.time += *time;
    length.largest = std::max(length.largest, *unit);
    length.smallest = *unit;
    length.ends_exact = quantity->exact();
    return true;
}

/// `and`, and the blanks around it.
bool take_joint(std::string_view& text) {
    take(text, is_blank);
    if (text.size() > 4 && same_folded(text.substr(0, 3), "and") && is_blank(text[3])) {
        text.remove_prefix(4);
        take(text, is_blank);
        return !text.empty();
    }
    return true;
}

std::optional<Length> read(std::string_view text) {
    text = trimmed(text);
    Length length;
    do {
        if (!add_part(text, length) || !take_joint(text)) return {};
    } while (!text.empty());
    return length;
}

/// Whether the word is a number, a unit, or both in one: `30`, `1:30`, `30m`, `min.`
bool is_of_length(std::string_view word, Seconds largest) {
    while (!word.empty() && std::string_view(".,;:").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    if (word.empty()) return false;
    while (!word.empty()) {
        const auto number = take(word, [](char c) { return is_digit(c) || c == '.' || c == ',' || c == ':'; });
        const auto letters = take(word, is_letter);
        const auto unit = unit_from(letters);
        if (letters.empty() ? number.empty() || !word.empty() : !unit || *unit > largest) return false;
    }
    return true;
}

std::size_t words_in_units_up_to(Seconds largest, std::string_view before, std::span<const std::string> words) {
    std::size_t count = 0;
    while (count < words.size()) {
        const bool is_joint = same_folded(words[count], "and");
        if (is_joint && count + 1 == words.size()) break;
        const bool wants_unit = !is_joint && !before.empty() && is_digit(before.back());
        if (!is_of_length(words[is_joint ? count + 1 : count], wants_unit ? furthest : largest)) break;
        before = words[count++];
    }
    return count;
}

}  // namespace

std::optional<Seconds> length_from(std::string_view text) {
    const auto length = read(text);
    return length && !length->bare && length->largest <= hours(1) && length->time <= longest ? std::optional(length->time)
                                                                                             : std::nullopt;
}

std::optional<Minutes> minutes_from(std::string_view text) {
    const auto length = read(text);
    if (!length || length->largest > hours(1) || length->time > longest || length->time % Minutes(1) != Seconds(0)) return {};
    return std::chrono::duration_cast<Minutes>(length->time);
}

std::optional<Seconds> span_from(std::string_view text) {
    const auto length = read(text);
    return length && !length->bare && length->time <= furthest ? std::optional(length->time) : std::nullopt;
}

std::size_t words_of_length(std::string_view length, std::span<const std::string> words) {
    return words_in_units_up_to(hours(1), length, words);
}

std::size_t words_of_span(std::span<const std::string> words) { return words_in_units_up_to(furthest, {}, words); }

std::string seconds_text(Seconds time) {
    const auto minutes = std::chrono::floor<Minutes>(time);
    const auto rest = time - minutes;
    if (minutes == Minutes(0)) return fmt::format("{} s", rest.count());
    return fmt::format("{} min", minutes.count()) + (rest == Seconds(0) ? "" : fmt::format(" {} s", rest.count()));
}

}  // namespace desk

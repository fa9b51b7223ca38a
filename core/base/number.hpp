#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace desk {

/// The text as a whole number, with a minus if the type has one; absent for anything else, including blanks and a plus,
/// and for what the type cannot hold.
template <std::integral Number>
std::optional<Number> number_from(std::string_view text, int base = 10) {
    Number number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number, base);
    if (read.ec != std::errc() || read.ptr != end) return {};
    return number;
}

/// The number and the noun; if that is empty, `otherwise` with an s.
std::string with_noun(std::string number, std::string_view noun, std::string_view otherwise);

/// `1 file`, `2 files`; `many` if the plural takes more than an s: `2 categories`.
template <std::integral Count>
std::string count_of(Count count, std::string_view one, std::string_view many = {}) {
    return with_noun(std::to_string(count), count == 1 ? one : many, count == 1 ? std::string_view() : one);
}

}  // namespace desk

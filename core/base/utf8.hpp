#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// UTF-8 as in RFC 3629: no surrogates, no overlong forms, at most U+10FFFF.
namespace desk {

/// The character that the text begins with: its length in bytes, 0 where there is none; then `code` stays as it is.
inline std::size_t decode_utf8(std::string_view text, char32_t& code) {
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (text.empty()) return 0;
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || text.size() < length) return 0;
    char32_t found = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) != 0x80) return 0;
        found = (found << 6U) | (byte & 0x3FU);
    }
    if (found < smallest[length] || (found >= 0xD800 && found <= 0xDFFF) || found > 0x10FFFF) return 0;
    code = found;
    return length;
}

/// Appends the character.
void encode_utf8(std::string& out, char32_t code);

/// The byte at which the text stops being UTF-8; absent if it never does.
std::optional<std::size_t> invalid_utf8_at(std::string_view text);

/// Whether the byte is not one in the middle of a character.
constexpr bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace desk

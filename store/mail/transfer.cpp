#include "store/mail/transfer.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"

namespace desk {
namespace {

constexpr std::array<std::int8_t, 256> sextets = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i) values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
    return values;
}();

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// The byte that the two digits behind `at` are.
std::optional<char> byte_at(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) return {};
    const auto high = digit_of(text[at + 1]), low = digit_of(text[at + 2]);
    return high < 0 || low < 0 ? std::nullopt : std::optional(static_cast<char>(high * 16 + low));
}

std::string escapes_decoded(std::string_view text, char escape) {
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = text[i] == escape ? byte_at(text, i) : std::nullopt;
        bytes += byte.value_or(text[i]);
        if (byte) i += 2;
    }
    return bytes;
}

}  // namespace

std::string base64_decoded(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const unsigned char c : text) {
        const auto value = sextets[c];
        if (value < 0) continue;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        if (++count % 4 != 0) continue;
        bytes += {static_cast<char>(bits >> 16U), static_cast<char>(bits >> 8U), static_cast<char>(bits)};
    }
    if (count % 4 >= 2) bytes += static_cast<char>(bits >> (count % 4 == 2 ? 4U : 10U));
    if (count % 4 == 3) bytes += static_cast<char>(bits >> 2U);
    return bytes;
}

std::string quoted_printable_decoded(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    while (!text.empty()) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        std::string_view line_end = end == text.npos ? "" : "\n";
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (!line_end.empty() && line.ends_with('\r')) {
            line.remove_suffix(1);
            line_end = "\r\n";
        }
        const auto last = line.find_last_not_of(" \t");
        if (!line_end.empty()) line = line.substr(0, last == line.npos ? 0 : last + 1);
        const bool goes_on = line.ends_with('=');
        if (goes_on) line.remove_suffix(1);
        bytes += escapes_decoded(line, '=');
        if (!goes_on) bytes += line_end;
    }
    return bytes;
}

std::string q_decoded(std::string_view text) {
    std::string spaced(text);
    for (auto& c : spaced)
        if (c == '_') c = ' ';
    return escapes_decoded(spaced, '=');
}

std::string percent_decoded(std::string_view text) { return escapes_decoded(text, '%'); }

std::string transfer_decoded(std::string_view text, std::string_view encoding) {
    const auto name = folded(trimmed(encoding));
    if (name == "base64") return base64_decoded(text);
    if (name == "quoted-printable") return quoted_printable_decoded(text);
    return std::string(text);
}

bool is_transfer_encoding(std::string_view encoding) {
    const auto name = trimmed(encoding);
    return same_folded(name, "base64") || same_folded(name, "quoted-printable");
}

}  // namespace desk

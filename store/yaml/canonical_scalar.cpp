#include "store/yaml/canonical_scalar.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "core/base/number.hpp"
#include "core/base/utf8.hpp"
#include "store/yaml/canonical.hpp"

namespace desk::canonical {

namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Words that some reader takes for a truth value, a number or nothing.
constexpr std::string_view reserved[] = {"yes",  "no",  "on",  "off", "true",     "false",     "null",
                                         "none", "nil", "nan", "inf", "infinity", "undefined", "void"};

bool is_reserved(std::string_view text) {
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    return std::any_of(std::begin(reserved), std::end(reserved), [&](std::string_view word) {
        return std::equal(text.begin(), text.end(), word.begin(), word.end(), same);
    });
}

constexpr bool within(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

/// Controls, no-break space, line and paragraph separators, byte order mark, bidirectional and zero-width marks, private use,
/// noncharacters: what nobody sees, or what readers differ on.
bool is_hidden(char32_t code) {
    if (code < 0x20 || within(code, 0x7F, 0xA0)) return true;
    if (code < 0x600) return false;
    if (code == 0x61C || code == 0x180E || code == 0xFEFF) return true;
    if (within(code, 0x200B, 0x200F) || within(code, 0x2028, 0x202E) || within(code, 0x2060, 0x206F)) return true;
    if (within(code, 0xE000, 0xF8FF) || within(code, 0xFDD0, 0xFDEF) || (code & 0xFFFEU) == 0xFFFE) return true;
    return within(code, 0xE0000, 0xE0FFF) || code >= 0xF0000;
}

/// Spaces that are not the blank: some reader strips them.
bool is_space(char32_t code) {
    return code == 0x1680 || within(code, 0x2000, 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

/// The length of the foreign character at the beginning, when it may be written as it is.
std::size_t visible(std::string_view text, bool spaces) {
    char32_t code = 0;
    const auto length = decode_utf8(text, code);
    return is_hidden(code) || (!spaces && is_space(code)) ? 0 : length;
}

/// The bytes at the beginning that are printable ASCII, in steps of eight.
std::size_t printable_run(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101U, high = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t bytes = 0; at + sizeof bytes <= text.size(); at += sizeof bytes) {
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        // No byte has its high bit, none gets it from 0x7F + 1, none borrows it from below 0x20.
        if (((bytes | (bytes + ones) | (bytes - 0x20 * ones)) & high) != 0) break;
    }
    return at;
}

/// Whether a line of a `|` block has nothing that must be escaped.
bool is_visible_line(std::string_view line) {
    if (line.empty()) return true;
    if (line.front() == '\t' || line.back() == ' ' || line.back() == '\t') return false;
    for (auto at = printable_run(line); at < line.size();) {
        if (is_ascii(line[at])) {
            if (is_control(line[at]) && line[at] != '\t') return false;
            ++at;
        } else if (const auto length = visible(line.substr(at), true); length != 0) {
            at += length;
        } else {
            return false;
        }
    }
    return true;
}

void escape(std::string& out, char32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const int count = code <= 0xFF ? 2 : code <= 0xFFFF ? 4 : 8;
    out += count == 2 ? "\\x" : count == 4 ? "\\u" : "\\U";
    for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) out += digits[(code >> static_cast<unsigned>(shift)) & 0xFU];
}

}  // namespace

bool is_plain(std::string_view text) {
    if (text.empty() || !is_letter(text.front()) || text.back() == ' ' || text.back() == ':') return false;
    bool word = false;
    for (std::size_t i = 1; i < text.size();) {
        const char c = text[i], before = text[i - 1];
        if (!is_ascii(c)) {
            const auto length = visible(text.substr(i), false);
            if (length == 0) return false;
            i += length;
            continue;
        }
        if (is_control(c)) return false;
        if ((c == ' ' && (before == ' ' || before == ':')) || (c == '#' && before == ' ')) return false;
        word = word || (is_letter(c) && is_letter(before));
        ++i;
    }
    return word && !(text.size() <= 9 && is_reserved(text));
}

bool is_literal(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.front() == '\n' || text.ends_with("\n\n")) return false;
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text.size(); ++lines) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (!is_visible_line(text.substr(at, end - at))) return false;
        at = end + 1;
    }
    return lines > 1 || text.back() == '\n';
}

bool is_letters(std::string_view text) {
    if (text.empty() || text == "~") return true;
    const auto allowed = [](char c) {
        return is_letter(c) || is_digit(c) || std::string_view(" +-.:_~").find(c) != std::string_view::npos;
    };
    const bool sign = text.size() > 1 && std::string_view("+-.").find(text[0]) != std::string_view::npos;
    const char first = sign && text[0] != '.' && text[1] == '.' && text.size() > 2 ? text[2] : text[sign ? 1 : 0];
    if (!is_letter(first) && !is_digit(first)) return false;
    if (!std::all_of(text.begin(), text.end(), allowed) || text.back() == ' ' || text.back() == ':') return false;
    if (text.find("  ") != std::string_view::npos || text.find(": ") != std::string_view::npos) return false;
    return !is_plain(text);
}

void quote(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        if (code == '"' || code == '\\') {
            out += '\\';
            out += text.front();
        } else if (code == '\n' || code == '\t' || code == '\r') {
            out += code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r";
        } else if (length == 0 || is_hidden(code)) {
            escape(out, length == 0 ? U'\uFFFD' : code);
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    out += '"';
}

std::optional<int> number_from(std::string_view text) {
    const bool is_canonical = !text.empty() && text.size() <= 9 && is_digit(text[0]) && (text[0] != '0' || text.size() == 1);
    return is_canonical ? desk::number_from<int>(text) : std::nullopt;
}

bool repeats(std::vector<std::string_view> keys) {
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

bool repeats_key(const std::vector<UnknownKey>& unknown_keys) {
    std::vector<std::string_view> keys;
    for (const auto& unknown_key : unknown_keys)
        if (!unknown_key.comment) keys.push_back(unknown_key.entry.key.text);
    return repeats(std::move(keys));
}

bool is_forbidden(char32_t code) {
    if (code == '\n' || code == '\t') return false;
    return code < 0x20 || within(code, 0x7F, 0x9F) || code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
           (code & 0xFFFEU) == 0xFFFE;
}

}  // namespace desk::canonical

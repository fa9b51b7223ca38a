#include "core/base/unicode.hpp"

#include <cstdlib>
#include <cstring>
#include <memory>

#include <utf8proc.h>

#include "core/base/utf8.hpp"

namespace desk {
namespace {

struct Free {
    void operator()(utf8proc_uint8_t* text) const { std::free(text); }
};

constexpr auto compose = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
constexpr auto fold = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);

std::string mapped(std::string_view text, utf8proc_option_t how) {
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &made, how);
    const std::unique_ptr<utf8proc_uint8_t, Free> owned(made);
    return size < 0 ? std::string(text) : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}

constexpr bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

/// How many bytes from the start are ASCII.
std::size_t ascii_size(std::string_view text) {
    constexpr std::uint64_t high = 0x8080808080808080U;
    std::size_t size = 0;
    for (std::uint64_t eight = 0; size + sizeof eight <= text.size(); size += sizeof eight) {
        std::memcpy(&eight, text.data() + size, sizeof eight);
        if ((eight & high) != 0) break;
    }
    while (size < text.size() && is_ascii(text[size])) ++size;
    return size;
}

/// Maps what is not ASCII, with the character before it, which may become one with it; `plain(out, text)` appends the rest.
template <class Plain>
std::string in_runs(std::string_view text, utf8proc_option_t how, Plain plain) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        auto size = ascii_size(text);
        if (size == text.size()) {
            plain(out, text);
            break;
        }
        if (size > 0) --size;
        plain(out, text.substr(0, size));
        auto end = size + 1;
        while (end < text.size() && !is_ascii(text[end])) ++end;
        out += mapped(text.substr(size, end - size), how);
        text.remove_prefix(end);
    }
    return out;
}

}  // namespace

std::string composed(std::string_view text) {
    return in_runs(text, compose, [](std::string& out, std::string_view ascii) { out += ascii; });
}

std::string folded(std::string_view text) {
    return in_runs(text, fold, [](std::string& out, std::string_view ascii) {
        for (const char c : ascii) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

bool is_ascii(std::string_view text) { return ascii_size(text) == text.size(); }

bool is_hidden(char32_t character) {
    const auto& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(character));
    switch (property.category) {
        case UTF8PROC_CATEGORY_CF: return property.boundclass != UTF8PROC_BOUNDCLASS_PREPEND;  // Arabic number signs can be seen
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP: return true;
        default: return property.ignorable;
    }
}

std::string plain_line(std::string_view text) {
    std::string line;
    const auto add = [&](std::string_view character) {
        if (character != " " || (!line.empty() && line.back() != ' ')) line += character;
    };
    while (!text.empty()) {
        char32_t code = 0;
        const auto size = decode_utf8(text, code);
        if (code == '\r' || code == '\n' || code == '\t')
            add(" ");
        else if (size > 0 && !is_hidden(code))
            add(text.substr(0, size));
        text.remove_prefix(std::max(size, std::size_t{1}));
    }
    return line;
}

int columns_of(char32_t character) { return utf8proc_charwidth(static_cast<utf8proc_int32_t>(character)); }

bool is_emoji(char32_t character) {
    const auto bounds = utf8proc_get_property(static_cast<utf8proc_int32_t>(character))->boundclass;
    return bounds == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC || bounds == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

bool begins_cluster(char32_t before, char32_t after, std::int32_t& state) {
    return utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before), static_cast<utf8proc_int32_t>(after), &state);
}

}  // namespace desk

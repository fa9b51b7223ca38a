#include "store/mail/charset.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include <iconv.h>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"

namespace desk {
namespace {

constexpr std::string_view lost = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t longest_name = 40;

/// What is called otherwise than what it is. The others are known to the C library under their names.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> aliases{{
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"unicode-1-1-utf-7", "utf-7"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"l1", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"iso-8859-9", "cp1254"},
    {"latin5", "cp1254"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"iso-8859-8-e", "iso-8859-8"},
    {"iso-8859-11", "cp874"},
    {"tis-620", "cp874"},
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"cp936", "gb18030"},
    {"ks_c_5601-1987", "cp949"},
    {"ks_c_5601-1989", "cp949"},
    {"euc-kr", "cp949"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"windows-874", "cp874"},
}};

/// The families of those that mails are written in: what a stranger writes decides of no other converter that is loaded.
constexpr std::array<std::string_view, 17> families{"windows-", "iso-8859-", "iso8859-", "iso_8859-",  "koi8-",       "cp",
                                                    "ibm",      "big5",      "gb18030",  "euc-",       "iso-2022-jp", "utf-16",
                                                    "utf-32",   "utf-7",     "mac",      "hz-gb-2312", "johab"};

std::string name_of(std::string_view charset) {
    auto name = folded(trimmed(charset));
    std::erase_if(name, [](char c) { return c == '"' || c == '\''; });
    const auto* const alias =
        std::ranges::find(aliases, std::string_view(name), &std::pair<std::string_view, std::string_view>::first);
    return alias == aliases.end() ? name : std::string(alias->second);
}

bool may_be_converted(std::string_view name) {
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return name.size() <= longest_name && std::ranges::all_of(name, is_plain) &&
           std::ranges::any_of(families, [&](std::string_view family) { return name.starts_with(family); });
}

std::string from_windows_1252(std::string_view bytes) {
    // 80 to 9F; 0: there is none.
    constexpr std::array<char32_t, 32> upper{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                             0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    constexpr unsigned char last_of_one = 0x7F, last_of_upper = 0x9F;
    std::size_t size = bytes.size();  // enough for all, lest a large text is copied as it grows
    for (const unsigned char byte : bytes) size += byte > last_of_upper ? 1 : byte > last_of_one ? 2 : 0;
    std::string text;
    text.reserve(size);
    for (const unsigned char byte : bytes) {
        const auto code = byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80U] : char32_t{byte};
        if (code < 0x80 && (byte < 0x80))
            text += static_cast<char>(byte);
        else if (code == 0)
            text += lost;
        else
            encode_utf8(text, code);
    }
    return text;
}

/// How many bytes from the start are one error: a character that was begun, as far as it goes.
std::size_t error_size(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    for (std::size_t size = 1; size < length; ++size) {
        if (size >= text.size()) return size;
        const auto byte = static_cast<unsigned char>(text[size]);
        const unsigned least = size > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned most = size > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (byte < least || byte > most) return size;
    }
    return length;
}

/// UTF-8 with U+FFFD for what is none; `has_any`: some character above 7F is.
std::string mended_utf8(std::string_view bytes, bool& has_any) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        char32_t code = 0;
        const auto size = decode_utf8(bytes, code);
        has_any = has_any || size > 1;
        text += size > 0 ? bytes.substr(0, size) : lost;
        bytes.remove_prefix(size > 0 ? size : error_size(bytes));
    }
    return text;
}

/// UTF-8 where the bytes can be it, else windows-1252.
std::string guessed(std::string_view bytes) { return invalid_utf8_at(bytes) ? from_windows_1252(bytes) : std::string(bytes); }

std::string from_utf8(std::string_view bytes) {
    if (!invalid_utf8_at(bytes)) return std::string(bytes);
    bool has_any = false;
    auto text = mended_utf8(bytes, has_any);
    return has_any ? text : from_windows_1252(bytes);
}

class Converter {
public:
    explicit Converter(const std::string& from) : handle_(::iconv_open("UTF-8", from.c_str())) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (*this) ::iconv_close(handle_);
    }
    explicit operator bool() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

    std::string convert(std::string_view bytes) {
        std::string text;
        std::array<char, 4096> buffer{};
        auto* in = const_cast<char*>(bytes.data());  // iconv takes it so, and writes nothing there
        auto left = bytes.size();
        for (bool flushes = false;;) {
            auto* out = buffer.data();
            auto room = buffer.size();
            const auto done = ::iconv(handle_, flushes ? nullptr : &in, flushes ? nullptr : &left, &out, &room);
            const auto why = done == static_cast<std::size_t>(-1) ? errno : 0;
            text.append(buffer.data(), buffer.size() - room);
            if (why == E2BIG) continue;
            if (why != 0) text += lost;
            if (flushes) return text;
            if (why != EILSEQ || left == 0) {
                flushes = true;
                continue;
            }
            ++in;
            --left;
        }
    }

private:
    iconv_t handle_;
};

}  // namespace

std::string utf8_from(std::string_view bytes, std::string_view charset) {
    auto name = name_of(charset);
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        name = "utf-8";
    }
    if (name == "utf-8") return from_utf8(bytes);
    if (name == "windows-1252") return from_windows_1252(bytes);
    if (!may_be_converted(name)) return guessed(bytes);
    Converter converter(name);
    if (!converter) return guessed(bytes);
    auto text = converter.convert(bytes);
    bool has_any = false;
    return invalid_utf8_at(text) ? mended_utf8(text, has_any) : text;
}

}  // namespace desk

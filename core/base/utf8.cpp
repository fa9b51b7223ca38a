#include "core/base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace desk {
namespace {

/// The bytes from `at` that are ASCII, in steps of eight.
std::size_t ascii_run(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    for (std::uint64_t bytes = 0; at + sizeof bytes <= text.size(); at += sizeof bytes) {
        std::memcpy(&bytes, text.data() + at, sizeof bytes);
        if ((bytes & 0x8080808080808080U) != 0) break;
    }
    return at - begin;
}

}  // namespace

void encode_utf8(std::string& out, char32_t code) {
    const auto add = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) {
        add(code);
        return;
    }
    const unsigned tails = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    add(((0xFF00U >> (tails + 1)) & 0xFFU) | (code >> (6 * tails)));
    for (unsigned i = tails; i-- > 0;) add(0x80U | ((code >> (6 * i)) & 0x3FU));
}

std::optional<std::size_t> invalid_utf8_at(std::string_view text) {
    char32_t code = 0;
    for (std::size_t at = 0; at < text.size();) {
        at += ascii_run(text, at);
        // Not one by one: most characters that follow a foreign one are plain again.
        for (int i = 0; i < 8 && at < text.size(); ++i) {
            const std::size_t length = decode_utf8(text.substr(at), code);
            if (length == 0) return at;
            at += length;
        }
    }
    return {};
}

}  // namespace desk

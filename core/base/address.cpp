#include "core/base/address.hpp"

#include <algorithm>
#include <cctype>

#include "core/base/unicode.hpp"

namespace desk {
namespace {

bool is_dot_atom(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    const auto is_sign = [&](unsigned char c) {
        return c >= 0x80 || std::isalnum(c) != 0 || signs.find(static_cast<char>(c)) != signs.npos;
    };
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == text.npos &&
           std::ranges::all_of(text, is_sign);
}

}  // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != 0 && at < text.size() - 1 && text.find_first_of(" \t\r\n<>") == std::string_view::npos;
}

bool is_recipient(std::string_view text) {
    constexpr std::size_t longest = 254, longest_local = 64;
    const auto at = text.rfind('@');
    if (at == text.npos || at > longest_local || text.size() > longest || plain_line(text) != text) return false;
    return is_dot_atom(text.substr(0, at)) && is_dot_atom(text.substr(at + 1));
}

}  // namespace desk

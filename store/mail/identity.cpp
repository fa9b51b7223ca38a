#include "store/mail/identity.hpp"

#include <algorithm>
#include <array>

#include "core/base/contains.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/base/unicode.hpp"

namespace desk {
namespace {

constexpr std::array<std::string_view, 4> on_the_way{"received", "return-path", "delivered-to", "x-original-to"};
constexpr std::size_t longest_name = 20;                      // of these; a longer one need not be folded
constexpr std::size_t most_headers = std::size_t{64} << 10U;  // that are looked at; the rest counts as it is

/// The line with its end, which is cut off.
std::string_view next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end == rest.npos ? end : end + 1);
    rest.remove_prefix(line.size());
    return line;
}

bool is_added_on_the_way(std::string_view line) {
    const auto name = line.substr(0, std::min(line.find(':'), longest_name));
    return contains(on_the_way, folded(trimmed(name)));
}

}  // namespace

std::string mail_digest(std::string_view bytes) {
    std::string headers;
    if (bytes.starts_with("From ")) next_line(bytes);
    for (bool is_dropped = false; !bytes.empty() && headers.size() < most_headers;) {
        const auto line = next_line(bytes);
        if (trimmed(line).empty()) break;
        const bool goes_on = line.front() == ' ' || line.front() == '\t';
        if (!goes_on) is_dropped = is_added_on_the_way(line);
        if (!is_dropped) headers += line;
    }
    return sha256(headers + sha256(bytes));
}

}  // namespace desk

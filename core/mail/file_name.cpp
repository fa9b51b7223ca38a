#include "core/mail/file_name.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"
#include "core/base/words.hpp"

namespace desk {
namespace {

constexpr std::size_t longest_stem = 120, longest_extension = 20;  // in bytes: file systems take 255

constexpr auto extensions = std::to_array<Word<std::string_view>>({
    {"text/plain", "txt"},
    {"text/html", "html"},
    {"text/csv", "csv"},
    {"text/calendar", "ics"},
    {"text/rfc822-headers", "txt"},
    {"message/delivery-status", "txt"},
    {"message/disposition-notification", "txt"},
    {"message/rfc822", "eml"},
    {"image/png", "png"},
    {"image/jpeg", "jpg"},
    {"image/gif", "gif"},
    {"application/pdf", "pdf"},
    {"application/zip", "zip"},
});

std::string visible_part(std::string_view name) {
    std::string kept;
    while (!name.empty()) {
        char32_t code = 0;
        const auto size = decode_utf8(name, code);
        if (size > 0 && !is_hidden(code)) kept += name.substr(0, size);
        name.remove_prefix(std::max(size, std::size_t{1}));
    }
    return kept;
}

/// The first bytes, never cut through a character.
std::string_view beginning(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && !begins_character(text[most])) --most;
    return text.substr(0, most);
}

/// `report.pdf` in two: `report`, `.pdf`. What is all extension has none.
std::pair<std::string_view, std::string_view> divided(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == name.npos || dot == 0 || name.size() - dot > longest_extension) return {name, {}};
    return {name.substr(0, dot), name.substr(dot)};
}

}  // namespace

std::string safe_file_name(std::string_view name, std::string_view type, std::size_t number) {
    const auto slash = name.find_last_of("/\\");
    const auto kept = visible_part(slash == name.npos ? name : name.substr(slash + 1));
    auto safe = std::string_view(kept);
    safe.remove_prefix(std::min(safe.find_first_not_of('.'), safe.size()));
    safe = trimmed(safe);
    if (safe.empty()) {
        const auto extension = word_of(extensions, type);
        return fmt::format("part-{}.{}", number, extension.empty() ? "bin" : extension);
    }
    const auto [stem, extension] = divided(safe);
    return std::string(beginning(stem, longest_stem)).append(extension);
}

std::string unlike(const std::string& name, std::set<std::string>& taken) {
    const auto [stem, extension] = divided(name);
    auto free = name;
    for (int n = 2; !taken.insert(folded(free)).second; ++n) free = fmt::format("{}-{}{}", stem, n, extension);
    return free;
}

}  // namespace desk

#include "core/ticket/reference.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/places.hpp"

namespace desk {

namespace {

/// Crockford's base 32: no I, L, O and U.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// For every byte: the character of the alphabet that it is read as, or 0.
constexpr auto read_as = [] {
    std::array<char, 256> table{};
    for (const char c : alphabet) {
        table[static_cast<unsigned char>(c)] = c;
        if (c >= 'A') table[static_cast<unsigned char>(c - 'A' + 'a')] = c;
    }
    table['O'] = table['o'] = '0';
    table['I'] = table['i'] = table['L'] = table['l'] = '1';
    return table;
}();

char folded(char c) { return read_as[static_cast<unsigned char>(c)]; }

bool is_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c != 0 && folded(c) == c; });
}

bool begins_in_any_spelling(std::string_view text, std::string_view typed) {
    return typed.size() <= text.size() && std::equal(typed.begin(), typed.end(), text.begin(), [](char spelt, char c) {
               return spelt == c || (spelt != 0 && folded(spelt) == c);
           });
}

/// `2611`: four digits, the last two of them 01 to 12.
bool is_month(std::string_view text) {
    if (text.size() != 4 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    const int month = (text[2] - '0') * 10 + (text[3] - '0');
    return month >= 1 && month <= 12;
}

}  // namespace

std::optional<Reference> Reference::canonical(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || !is_month(text.substr(0, 4)) || !is_code(text.substr(5))) return {};
    Reference reference;
    reference.text_ = text;
    return reference;
}

Month Reference::month() const {
    const auto two_digits = [this](std::size_t at) { return (text_[at] - '0') * 10 + (text_[at + 1] - '0'); };
    return std::chrono::year(2000 + two_digits(0)) / two_digits(2);
}

Reference mint(Month opened, std::uint32_t random) {
    if (!has_known_year(opened))
        throw Error(Fault::refused, fmt::format("no ticket can be opened in {}", to_text(opened)),
                    "a reference has two digits for its year: 2000 to 2099");
    Reference reference;
    reference.text_ = fmt::format("{:02}{:02}-", static_cast<int>(opened.year()) % 100, static_cast<unsigned>(opened.month()));
    for (int shift = 20; shift >= 0; shift -= 5) reference.text_ += alphabet[(random >> shift) & 31U];
    return reference;
}

std::string path_of(const Reference& reference) {
    const std::string_view text = reference.text();
    return fmt::format("{}/20{}/{}/{}.yaml", places::tickets, text.substr(0, 2), text.substr(2, 2), text);
}

bool ReferenceLike::matches(const Reference& reference) const {
    const std::string_view text = reference.text();
    return !text.empty() && text.starts_with(month) && reference.code().starts_with(code);
}

bool begins_whole(const Reference& reference, std::string_view typed) {
    std::string plain(typed);
    if (plain.size() > 4 && plain[4] != '-') plain.insert(4, "-");
    return begins_in_any_spelling(reference.text(), plain);
}

bool begins_code(const Reference& reference, std::string_view typed) { return begins_in_any_spelling(reference.code(), typed); }

std::optional<ReferenceLike> reference_like_from(std::string_view text) {
    if (text.size() < 3 || text.size() > 10) return {};
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 && text[i] == '-') continue;
        plain += folded(text[i]);
    }
    if (!is_code(plain)) return {};
    const bool has_month = plain.size() > 5 || plain.size() < text.size();
    ReferenceLike like{has_month ? plain.substr(0, 4) : "", has_month ? plain.substr(4) : plain};
    if (has_month && !is_month(like.month)) return {};
    if (like.code.size() < 3 || like.code.size() > 5) return {};
    return like;
}

}  // namespace desk

#include "core/base/text.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"

namespace desk {

namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool equal_folded(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// The characters by which words are compared.
std::u32string letters_of(std::string_view word) {
    const auto text = folded(word);
    std::u32string letters;
    for (std::size_t i = 0; i < text.size();) {
        char32_t letter = static_cast<unsigned char>(text[i]);
        i += std::max<std::size_t>(decode_utf8(std::string_view(text).substr(i), letter), 1);
        letters += letter;
    }
    return letters;
}

/// Slips of the keys between two words: one letter wrong, missing, too many, or two swapped.
std::size_t slips(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> before, above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = a[i - 1] == b[j - 1];
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = above;
        above = row;
    }
    return above[b.size()];
}

std::string only_completion(std::string_view word, std::span<const std::string> candidates) {
    const auto completes = [word](const std::string& candidate) { return begins_folded(candidate, word); };
    const auto found = std::find_if(candidates.begin(), candidates.end(), completes);
    if (found == candidates.end() || std::any_of(found + 1, candidates.end(), completes)) return {};
    return *found;
}

/// Where in the needle its rarest character stands, as ticket files go: digits, blanks and `e` are everywhere in them.
std::size_t rarest(std::string_view needle) {
    static constexpr std::string_view by_frequency = " 0123456789-:\netaoinsrhldcumfpgwybvkxjqz";
    const auto rarity = [](char c) { return by_frequency.find(lower(c)); };
    const auto found = std::max_element(needle.begin(), needle.end(), [&](char a, char b) { return rarity(a) < rarity(b); });
    return static_cast<std::size_t>(found - needle.begin());
}

/// Where a byte stands next, again and again.
class Finder {
public:
    Finder(const char* begin, const char* end, char byte) : end_(end), byte_(byte) { advance_to(begin); }

    const char* at() const { return at_; }  ///< the end when there is no more

    void advance_to(const char* from) {
        if (from >= end_) {
            at_ = end_;
            return;
        }
        const void* found = std::memchr(from, byte_, static_cast<std::size_t>(end_ - from));
        at_ = found != nullptr ? static_cast<const char*>(found) : end_;
    }

private:
    const char* at_ = nullptr;
    const char* end_;
    char byte_;
};

/// ASCII letters of the text match in either case; the needle has small ones.
bool contains_in_either_case(std::string_view text, std::string_view needle) {
    if (needle.empty()) return true;
    if (needle.size() > text.size()) return false;
    const std::size_t key = rarest(needle);
    // Only where the key can stand; a match then lies inside the text.
    const char* const begin = text.data() + key;
    const char* const end = begin + (text.size() - needle.size()) + 1;
    const char small = lower(needle[key]), big = upper(needle[key]);
    Finder smalls(begin, end, small), bigs(small == big ? end : begin, end, big);
    while (smalls.at() != end || bigs.at() != end) {
        Finder& next = smalls.at() < bigs.at() ? smalls : bigs;
        if (equal_folded({next.at() - key, needle.size()}, needle)) return true;
        next.advance_to(next.at() + 1);
    }
    return false;
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    constexpr std::size_t longest = 64;  // Nobody mistypes a word of that length for another.
    if (word.empty() || word.size() > longest) return {};
    if (auto completion = only_completion(word, candidates); !completion.empty()) return completion;
    const auto letters = letters_of(word);
    const std::size_t limit = letters.size() == 1 ? 0 : letters.size() <= 4 ? 1 : 2;
    std::size_t fewest = limit + 1;
    std::string best;
    for (const auto& candidate : candidates) {
        if (candidate.size() > longest * 4) continue;
        const std::size_t count = slips(letters, letters_of(candidate));
        if (count >= fewest) continue;
        fewest = count;
        best = candidate;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const auto candidate = nearest(word, candidates);
    return candidate.empty() ? "" : fmt::format(", did you mean \"{}\"?", candidate);
}

Needle::Needle(std::string_view wanted) : folded_(folded(wanted)), ascii_(is_ascii(folded_)) {}

bool Needle::stands_in(std::string_view text) const {
    if (is_ascii(text)) return ascii_ && contains_in_either_case(text, folded_);
    return folded(text).find(folded_) != std::string::npos;
}

bool Needle::may_stand_in(std::string_view text) const {
    return (ascii_ && contains_in_either_case(text, folded_)) || (!is_ascii(text) && stands_in(text));
}

bool contains_folded(std::string_view text, std::string_view needle) { return Needle(needle).stands_in(text); }

bool same_folded(std::string_view a, std::string_view b) {
    return is_ascii(a) && is_ascii(b) ? equal_folded(a, b) : folded(a) == folded(b);
}

bool begins_folded(std::string_view text, std::string_view beginning) { return folded(text).starts_with(folded(beginning)); }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    for (auto end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
        pieces.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    pieces.push_back(text);
    return pieces;
}

std::vector<std::string> words_of(std::string_view text, char separator) {
    std::vector<std::string> words;
    for (const auto word : split(text, separator)) words.emplace_back(word);
    return words;
}

std::string joined(std::span<const std::string> words, std::string_view separator) {
    return fmt::format("{}", fmt::join(words, separator));
}

std::string_view first_line(std::string_view text) {
    auto line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool is_name(std::string_view text) {
    constexpr std::string_view first = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const auto may_follow = [&](char c) { return first.find(c) != std::string_view::npos || c == '.' || c == '_' || c == '-'; };
    return !text.empty() && first.find(text.front()) != std::string_view::npos &&
           std::all_of(text.begin(), text.end(), may_follow);
}

}  // namespace desk

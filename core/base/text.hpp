#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// The candidate that was probably meant: one or two slips of the keys away, or one that begins with `word`. Empty when none is
/// near.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// ", did you mean "high"?", or nothing when no candidate is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// Whether `needle` stands in `text`; ASCII letters match in either case.
bool contains_folded(std::string_view text, std::string_view needle);
bool same_folded(std::string_view a, std::string_view b);

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string> words_of(std::string_view text, char separator);
std::string joined(std::span<const std::string> words, std::string_view separator);

/// The first line of a text, for a summary.
std::string_view first_line(std::string_view text);

/// A word for the command line, filters and tickets: letters and digits of ASCII, and after the first of them `.`, `_` and `-`.
bool is_name(std::string_view text);

}  // namespace desk

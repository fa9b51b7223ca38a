#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// The candidate that was probably meant: one or two typos away, or one that begins with `word`. Empty if none
/// is close.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// ", did you mean "high"?", or nothing if no candidate is close.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// A text to search for, regardless of case and of how its characters are composed (`folded`).
class Needle {
public:
    explicit Needle(std::string_view wanted);

    bool stands_in(std::string_view text) const;

    /// The same, but may be true of a text that does not contain it: quicker.
    bool may_stand_in(std::string_view text) const;

    const std::string& text() const { return folded_; }

private:
    std::string folded_;
    bool ascii_;
};

bool contains_folded(std::string_view text, std::string_view needle);
bool same_folded(std::string_view a, std::string_view b);
bool begins_folded(std::string_view text, std::string_view beginning);

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string> words_of(std::string_view text, char separator);
std::string joined(std::span<const std::string> words, std::string_view separator);

/// The first line of a text, for a summary.
std::string_view first_line(std::string_view text);

/// A word for the command line, filters and tickets: letters and digits of ASCII, and after the first of them `.`, `_` and `-`.
bool is_name(std::string_view text);

}  // namespace desk

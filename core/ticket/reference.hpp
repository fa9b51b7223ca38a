#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

namespace desk {

/// A ticket's name, `2611-K7QF4`: year and month of opening in the desk's zone, and five characters of Crockford's base 32.
/// It is never reused. A default-constructed one is empty and names nothing.
class Reference {
public:
    Reference() = default;

    /// Only the form that desk writes; file names and `id:` must have it.
    static std::optional<Reference> canonical(std::string_view text);

    const std::string& text() const { return text_; }
    std::string_view code() const { return std::string_view(text_).substr(5); }  ///< the five characters
    Month month() const;

    friend auto operator<=>(const Reference&, const Reference&) = default;

private:
    friend Reference mint(Month, std::uint32_t);
    std::string text_;
};

/// Makes a reference out of 25 random bits; the higher ones are ignored. Refuses a month whose year is not from 2000 to 2099.
Reference mint(Month opened, std::uint32_t random);

/// The path of the ticket in the store: `tickets/2026/11/2611-K7QF4.yaml`.
std::string path_of(const Reference& reference);

/// What a person typed for a reference. Case does not matter, O reads as 0, I and L as 1, and the dash may be missing.
struct ReferenceLike {
    std::string month;  ///< `2611`, or empty when only the code was given
    std::string code;   ///< the first three to five characters of the code

    bool whole() const { return month.size() == 4 && code.size() == 5; }
    bool matches(const Reference& reference) const;

    friend bool operator==(const ReferenceLike&, const ReferenceLike&) = default;
};

/// Whether the reference, or its code alone, begins with what was typed, in any of its spellings: `2611-k`, `K7`.
bool begins_whole(const Reference& reference, std::string_view typed);
bool begins_code(const Reference& reference, std::string_view typed);

/// `2611-K7QF4`, `2611K7QF4`, `K7QF4`, `k7q`, `2611-k7q`. Absent for everything else, however it is dressed up.
std::optional<ReferenceLike> reference_like_from(std::string_view text);

}  // namespace desk

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/ticket/reference.hpp"

/// What a text of a mail says, as far as the desk has to know it.
namespace desk {

/// What is recorded where a mail says nothing.
inline constexpr std::string_view no_text = "(no text)";

/// A text as it is meant where its lines are "flowed" (RFC 3676): those of a paragraph are joined. `loses_blank`: the blank at
/// which one was broken goes (`delsp`).
std::string unfolded_lines(std::string_view text, bool loses_blank);

/// The text without a block of quoted lines that ends it, and the line that introduces it: `[3 quoted lines left out]`.
std::string without_quoted_end(const std::string& text);

/// What somebody says of himself in a text: `Name: Jane Doe`, `Phone: …`, or a number that begins with `+`.
struct SaidFacts {
    std::string name, company, phone;
    bool has_more = false;  ///< there is a line that is none of these
};
SaidFacts facts_in(std::string_view text);

/// The references in a text, in their order, in the form that desk writes; whether or not there are such tickets. `2611k7qf4` is
/// one, too.
std::vector<Reference> references_in(std::string_view text);

/// What stands before a reference in a text, and after it; absent where it does not have it.
struct AroundReference {
    std::string_view before, after;
};
std::optional<AroundReference> around(std::string_view text, const Reference& reference);

/// What a ticket is called: the subject without the references of tickets (`known`) and without `Re:` and the like, in any
/// language; else the first line of the text.
std::string title_from(std::string_view subject, std::span<const Reference> known, std::string_view text);

}  // namespace desk

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/ticket/ticket.hpp"

/// YAML in any form, as it is in a file: between the outside parser and the ticket.
namespace desk::yaml {

/// Why a file cannot be read. Thrown inside the reader, and never out of it.
struct Refusal {
    std::size_t at = 0;  ///< the byte
    std::string what;
};

struct Tree {
    YamlValue::Form form = YamlValue::Form::plain;  ///< plain, whatever the letters: it had no quotes
    std::string text;
    std::vector<Tree> children;  ///< the items of a list; the keys and values of a map by turns
    std::size_t at = 0, end = 0;
};

struct Comment {
    std::size_t at = 0;
    std::string_view text;  ///< with its `#`, without line end
};

struct Document {
    std::string_view bytes;
    Tree root;
    std::vector<Comment> comments;
};

/// Refuses errors in the bytes themselves, whatever the structure.
void check_bytes(std::string_view bytes);

/// Where the scalar ends that begins at `at` and was read as `value`. Refuses quotes without an end, escapes that readers differ
/// on, and whatever the outside parser read differently from what is there. Adds the comment after `|`.
std::size_t end_of_scalar(std::string_view bytes, std::size_t at, std::string_view value, std::vector<Comment>& comments);

/// Checks what is between scalars. Adds its comments; refuses anchors, tags, `?`, directives and further documents.
void read_gap(std::string_view bytes, std::size_t begin, std::size_t end, std::vector<Comment>& comments);

/// `loses_comment` is set when there is a comment that the canonical form has no place for.
Ticket ticket_from(const Document& document, bool& loses_comment);

}  // namespace desk::yaml

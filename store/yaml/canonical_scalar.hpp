#pragma once

#include <optional>
#include <string>
#include <string_view>

/// How a scalar is written so that every YAML reader takes it for the same.
namespace desk::canonical {

/// Whether every YAML reader takes the text for a string without quotes.
bool is_plain(std::string_view text);

/// Whether a text with line breaks can be in a `|` block.
bool is_literal(std::string_view text);

/// Whether a plain scalar may mean something other than its letters (`5`, `no`, `2026-11-22`), which a `YamlValue` keeps
/// exactly. So may the empty one, which is null.
bool is_letters(std::string_view text);

/// Appends the text in double quotes, on one line.
void quote(std::string& out, std::string_view text);

/// A number of up to nine digits, as it is written: sizes in bytes, too.
std::optional<int> number_from(std::string_view text);

/// What may not be in a file, not even in a comment: it is written `\u2028` and the like.
bool is_forbidden(char32_t code);

}  // namespace desk::canonical

#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Text in display columns. Nothing that comes from a ticket reaches a terminal without `visible`.
namespace desk::cli {

/// The text with control characters (C0, DEL, C1), line and paragraph separators, bidirectional, zero-width and other invisible
/// marks, private use, unassigned characters and invalid UTF-8 made visible: `\x1b`, `<U+202E>`, `\n`. Joiners and variation
/// selectors stay where emoji and scripts need them. Never longer than eight times the text.
std::string visible(std::string_view text);

/// The same, but line feeds stay and a tab becomes blanks up to the next eighth column: for texts of several lines.
std::string visible_lines(std::string_view text);

/// Columns on a terminal: wide characters and emoji (flags and joined ones too) take two, combining marks none.
int width(std::string_view text);

/// Shortened to `columns` with an ellipsis if it is longer; never through a character or its combining marks.
std::string fitted(std::string_view text, int columns);

/// Broken between words so that no line is wider than `columns`, at least 2; longer words are broken inside. A line feed
/// begins a new line. The lines are views of the text and have no blanks at their ends.
std::vector<std::string_view> wrapped(std::string_view text, int columns);

/// A bar of exactly `columns` columns, filled from the left to an eighth of a column; more than 1 fills it.
std::string bar(double share, int columns);

}  // namespace desk::cli

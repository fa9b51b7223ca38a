#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What Unicode says about characters and texts. The source is the only one that uses utf8proc.
namespace desk {

/// Normal form C, in which keyboards and most programs write. Bytes that are not UTF-8 stay as they are.
std::string composed(std::string_view text);

/// The text by which spellings are compared: without capitals, and in normal form KC, so that `Ö` is `ö`, however it is composed,
/// and `ＡＣＭＥ` is `acme`. Not for people to read. An ASCII text becomes lower case.
std::string folded(std::string_view text);

bool is_ascii(std::string_view text);

/// Whether the character is invisible in a name: controls, line separators, private use, unassigned, and
/// marks without a width. Joiners and selectors too: their neighbours decide.
bool is_hidden(char32_t character);

/// One line, without what nobody sees, and single blanks.
std::string plain_line(std::string_view text);

/// How many columns of a terminal it takes.
int columns_of(char32_t character);

/// Whether it can be part of an emoji: a pictograph, or half of a flag.
bool is_emoji(char32_t character);

/// Whether a person sees `after` as a character of its own. `state` is 0 before the first of a run.
bool begins_cluster(char32_t before, char32_t after, std::int32_t& state);

}  // namespace desk

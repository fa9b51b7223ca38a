#pragma once

#include <string>
#include <string_view>

/// How the bytes of a part, or of a word in a header, are written (RFC 2045, 2047). What cannot be decoded is passed over: what
/// there is of a mail that was cut off is better than nothing.
namespace desk {

std::string base64_decoded(std::string_view text);
std::string quoted_printable_decoded(std::string_view text);

/// The same in an encoded word, where `_` is a blank.
std::string q_decoded(std::string_view text);

/// `%C3%B6`
std::string percent_decoded(std::string_view text);

/// By the name of the encoding, as the header has it; an unknown one is none.
std::string transfer_decoded(std::string_view text, std::string_view encoding);

/// Whether that is another text.
bool is_transfer_encoding(std::string_view encoding);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mail/mail.hpp"
#include "store/mail/structure.hpp"

/// What headers say, as UTF-8 on one line, whoever has encoded them and however (RFC 2047, 2231, 6532).
namespace desk {

/// Encoded words are decoded; those of one character set that follow one another are joined before: a character may be cut in
/// two.
std::string header_text(std::string_view value);

/// The text as it is: an address or an identifier, in which nothing is encoded.
std::string header_word(std::string_view value);

/// The first mailbox, and the one with an address where a name has a comma that should be quoted.
Mailbox mailbox_from(std::string_view value);

/// `<a@b> <c@d>` without the brackets, as many as are looked for: the first or the last.
std::vector<std::string> message_ids_from(std::string_view value);
std::vector<std::string> last_message_ids_from(std::string_view value);

/// The value of a parameter: as one, in pieces, with its character set, or in encoded words, which no standard allows.
/// Absent: there is none.
std::optional<std::string> parameter_text(const MailParameters& header, std::string_view name);

}  // namespace desk

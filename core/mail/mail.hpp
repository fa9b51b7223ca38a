#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"

namespace desk {

struct Mailbox {
    std::string name, email;
    friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

/// What came with a mail and is none of its text.
struct MailFile {
    std::optional<std::string> name;  ///< as the mail has it
    std::string stored;               ///< a name that is safe in a folder, and no other's of this mail
    std::string type;                 ///< `application/pdf`
    std::string bytes;
    std::string sha256;
    bool is_inline = false;
};

/// Where a Message-ID stands that a mail without one is given.
constexpr std::string_view unknown_message_domain = "@unknown.invalid";

/// The most that is read of a mail. What has more is kept as it is, and opens nothing.
struct MailLimits {
    static constexpr std::size_t bytes = std::size_t{25} << 20U;
    static constexpr std::size_t parts = 200, depth = 20;
    static constexpr std::size_t references = 100;  ///< Message-IDs that are looked for
};

/// A mail as it was read: its texts are UTF-8, whatever it was written in.
struct Mail {
    /// The headers that the rules go by. Of several of one name all are kept, in order.
    static constexpr std::array<std::string_view, 17> headers_kept{"to",
                                                                   "cc",
                                                                   "delivered-to",
                                                                   "x-original-to",
                                                                   "return-path",
                                                                   "precedence",
                                                                   "list-id",
                                                                   "list-unsubscribe",
                                                                   "auto-submitted",
                                                                   "x-failed-recipients",
                                                                   "x-autoreply",
                                                                   "x-autorespond",
                                                                   "x-autoresponse",
                                                                   "x-mail-autoreply",
                                                                   "x-auto-response-suppress",
                                                                   "date",
                                                                   "received"};

    std::map<std::string, std::vector<std::string>, std::less<>> headers;
    std::string message_id;  ///< without its brackets; empty: it has none
    std::string identity;    ///< by which it is known: its Message-ID, else one made of its bytes
    Mailbox from, reply_to;  ///< the first of each
    std::string subject;
    std::vector<std::string> in_reply_to, references;  ///< Message-IDs, in order
    std::vector<std::string> returned;                 ///< those in what a bounce brings back

    std::string type;         ///< of the whole: `multipart/report`
    std::string report_type;  ///< `delivery-status`
    bool is_encrypted = false;
    std::string body;  ///< what it says, as it was sent; of a text that is too long for a ticket the beginning
    std::string said;  ///< the same as it is recorded: paragraphs are unfolded
    std::vector<MailFile> files;
    std::shared_ptr<const Mail> enclosed;  ///< the first mail that is attached to it; null: none is

    std::string too_much;  ///< why it was not read any further; empty: it was

    /// The first of this name; empty: there is none.
    std::string_view header(std::string_view name) const;
    /// The same without capitals, and without blanks around it.
    std::string word(std::string_view name) const;
};

}  // namespace desk

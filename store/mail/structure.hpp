#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The structure of a mail (RFC 5322, 2045, 2046), as it came: nothing is decoded, and all texts are parts of the bytes that were
/// given. It takes time and memory by the size of the mail, whatever is in it, and stops at the limits of `MailLimits`. (GMime
/// takes 13 s and 4 GB for 25 MB of small parts, and as much memory as 40 times a header.)
namespace desk {

struct MailHeader {
    std::string_view name;   ///< in any letters
    std::string_view value;  ///< with its line breaks, without blanks before it
};

struct MailHead {
    std::vector<MailHeader> headers;
    std::string_view rest;  ///< what comes behind the blank line

    /// The first of this name; absent: there is none. A filter before us goes by the first, too.
    std::optional<std::string_view> value(std::string_view name) const;
};

/// Lines that are no header are passed over: what a client wrote is not to be lost for a blank before a colon.
MailHead head_from(std::string_view mail);

/// A header with parameters: `text/plain; charset=utf-8`.
struct MailParameters {
    struct Parameter {
        std::string name;  ///< in small letters, with what RFC 2231 puts behind it: `filename*0*`
        std::string value;
    };
    std::string word;  ///< in small letters: `text/plain`
    std::vector<Parameter> parameters;

    /// As it stands; empty: there is none.
    std::string_view raw(std::string_view name) const;
};
MailParameters parameters_from(std::string_view value);

struct MailPart {
    MailHead head;
    MailParameters type, disposition;  ///< a type that is none is `text/plain`
    std::string_view body;
    std::vector<MailPart> parts;  ///< of a multipart
    std::size_t number = 0;       ///< among those that are no multipart, from 1
};

struct MailStructure {
    MailPart root;
    std::string too_much;  ///< the limit that it is over; then `root` is of no use
};
MailStructure structure_of(std::string_view mail);

/// Those that are no multipart, in order.
std::vector<const MailPart*> leaves_of(const MailPart& part);

}  // namespace desk

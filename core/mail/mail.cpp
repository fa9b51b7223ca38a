#include "core/mail/mail.hpp"

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"

namespace desk {

std::string_view Mail::header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second.front());
}

std::string Mail::word(std::string_view name) const { return folded(trimmed(header(name))); }

}  // namespace desk

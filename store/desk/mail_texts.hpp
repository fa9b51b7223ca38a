#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/mail/template.hpp"
#include "store/file/file.hpp"

namespace desk {

/// The text of the mail of this name: of the desk's own template (`templates/reply.txt`), else of the one that is shipped.
/// `Fault::malformed` where the desk's is wrong.
std::string mail_text(const Folder& desk, std::string_view name, const MailFields& fields);

/// What is wrong with the desk's templates: a field that does not exist, a name that no mail has, no UTF-8.
std::vector<Problem> wrong_templates(const Folder& desk);

}  // namespace desk

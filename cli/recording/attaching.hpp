#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/mail/record.hpp"
#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk::cli {

/// Files of the user's, as a mail would bring them.
std::vector<MailFile> files_at(std::span<const std::string> paths, Context& context);

/// Puts the files into the log of the ticket; they are still to be staged. `Fault::refused` where they are too large.
std::vector<AttachedFile> attached(Ticket& ticket, std::span<const MailFile> files, const Acting& acting, Context& context);

/// `a.png, b.png`
std::string joined_names(std::span<const AttachedFile> files);

}  // namespace desk::cli

#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "core/mail/mail.hpp"
#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

namespace desk::cli {

/// Files of the user's, as a mail would bring them.
std::vector<MailFile> files_at(std::span<const std::string> paths, Context& context);

/// Copies the files into the folder of the ticket, and says so in its log. Answers their names there. `Fault::refused` where they
/// are too large.
std::vector<std::string> attach_files(Ticket& ticket, std::span<const MailFile> files, const Acting& acting,
                                      const std::string& summary, Context& context);

/// `a.png, b.png`
std::string joined_names(std::span<const std::string> names);

}  // namespace desk::cli

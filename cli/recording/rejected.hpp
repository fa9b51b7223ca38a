#pragma once

#include <string>
#include <string_view>

#include "core/ticket/ticket.hpp"
#include "store/file/file.hpp"

/// A refused report that is kept so that somebody can look into it later.
namespace desk::cli {

/// The file for one that is refused now, the first that is free: `rejected/2026/11/20261120T091403Z-1.eml`.
std::string rejected_path(const Folder& folder, Instant now);

/// The report as a mail (RFC 5322): who asks, when it was received, title and description, and why it was refused.
std::string rejected_mail(const Ticket& report, std::string_view why);

}  // namespace desk::cli

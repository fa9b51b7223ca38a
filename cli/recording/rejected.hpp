#pragma once

#include <string>

#include "core/ticket/ticket.hpp"

/// A refused report that is kept (`keep_rejected`) so that somebody can look into it later.
namespace desk::cli {

/// The report as a mail (RFC 5322): who asks, when it was received, title and description.
std::string rejected_mail(const Ticket& report);

}  // namespace desk::cli

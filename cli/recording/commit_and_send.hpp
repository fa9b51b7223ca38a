#pragma once

#include <optional>

#include "cli/command.hpp"
#include "core/mail/outgoing.hpp"

namespace desk::cli {

struct SendingFailure {
    Error why;
    bool was_sent = false;  ///< it could not be recorded then
};

/// Sends the mail when all that is staged is on the disk, and then commits that: what cannot be recorded is not sent. A mail that
/// is larger than those that the desk takes in is not sent either.
std::optional<SendingFailure> commit_and_send(const OutgoingMail& mail, Context& context);

}  // namespace desk::cli

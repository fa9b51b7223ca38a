#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/mail/decide.hpp"

namespace desk {

/// A file that is to lie in the folder of a ticket.
struct AttachedFile {
    std::string name;  ///< there
    const MailFile* file = nullptr;
};

/// Why the policy finds the files too large for the ticket; empty: it does not.
std::string too_large_for(const Ticket& ticket, std::span<const MailFile> files, const Policy& policy);

/// Puts the files into the log, under names that are not among `taken` (as `unlike` compares them).
std::vector<AttachedFile> attach_all(Ticket& ticket, std::span<const MailFile> files, std::set<std::string> taken,
                                     const Acting& acting);

/// What a mail that was taken changes.
struct MailRecord {
    Ticket ticket;
    std::string summary;  ///< `open: The printer stops`
    std::vector<AttachedFile> files;
};

/// Opens the ticket of the decision, or adds to `ticket`. `taken`: the names in the folder of the ticket. The event is by the
/// agent who has sent the mail, else by the desk.
MailRecord recorded(const Mail& mail, const MailDecision& decision, const Ticket& ticket, std::set<std::string> taken,
                    const Policy& policy, Instant now);
MailRecord recorded(const Mail& mail, const MailDecision& decision, const Reference& reference, const Policy& policy,
                    Instant now);

}  // namespace desk

#pragma once

#include <string>

#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

/// Whether the work of a ticket uses up the hours of a month.
namespace desk {

/// Why the ticket was needed, by its last resolution, else the reason for which it is out of scope; may be empty. Searches
/// the log: call it once for a ticket, not for each of its entries.
std::string cause_of(const Ticket& ticket);

/// Why the ticket's work does not use up the hours of a month, by its kind, cause and scope; empty if it does.
std::string why_not_counted(const Ticket& ticket, const std::string& cause, const Policy& policy);
std::string why_not_counted(const Ticket& ticket, const Policy& policy);

}  // namespace desk

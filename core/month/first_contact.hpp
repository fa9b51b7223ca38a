#pragma once

#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// Resolved while the client was there, or soon after the opening; by one agent, without an escalation, a wait, a further message
/// from the client, or a reopening.
bool is_first_contact(const Ticket& ticket, const Event& resolved, const Policy& policy);

}  // namespace desk

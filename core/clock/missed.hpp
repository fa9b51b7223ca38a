#pragma once

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// Whether the date of a promise passed before it was kept: that stays on record.
bool is_missed(const did::Promise& promise, const Ticket& ticket, const Terms& terms, Instant now);

}  // namespace desk

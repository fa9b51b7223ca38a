#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "store/git/history.hpp"

namespace desk::cli {

/// The events of tickets, one per row, in the order given; if `commits` are wanted, each with its origin.
struct LoggedEvent {
    const Ticket* ticket;
    const Event* event;
    const Origin* origin = nullptr;
};
Table event_table(std::span<const LoggedEvent> events, const Policy& policy, bool commits);

/// The same of one ticket, which people see named above it, once.
Table event_table(const Ticket& ticket, std::span<const LoggedEvent> events, const Policy& policy, bool commits);

}  // namespace desk::cli

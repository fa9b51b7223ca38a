#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/contract/client.hpp"
#include "core/duty/owed.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// Something owed on a ticket, one per row.
struct OwedLine {
    const Ticket* ticket;
    Owed owed;
};
Table owed_table(std::span<const OwedLine> lines, const Desk& desk, Instant now);

}  // namespace desk::cli

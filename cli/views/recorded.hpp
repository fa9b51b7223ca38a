#pragma once

#include <span>

#include "cli/output/output.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// What a command recorded, for programs: people get a message.
struct Recorded {
    Reference ticket;
    Status status{};
    Event event;
    std::string title;
};
Recorded recorded(const Ticket& ticket, Event event);
Page recorded_page(std::span<const Recorded> recorded);

}  // namespace desk::cli

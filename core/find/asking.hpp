#pragma once

#include <functional>
#include <string>

#include "core/clock/summary.hpp"
#include "core/find/used_words.hpp"

namespace desk {

/// What filters need to know besides the ticket.
struct Asking {
    const Desk& desk;
    Instant now;
    std::function<std::string()> agent;  ///< for `assignee:me`; asked only then
    AskUsed used = {};                   ///< asked only for a word that the desk does not know

    const Zone& zone() const { return desk.policy.zone; }  ///< the same for every policy
};

/// What one value of a filter asks of a ticket.
using Test = std::function<bool(const TicketNow&)>;

}  // namespace desk

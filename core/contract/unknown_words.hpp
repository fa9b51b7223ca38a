#pragma once

#include <string>
#include <vector>

#include "core/contract/intake.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/event.hpp"

/// Words of events that the desk could know but does not.
namespace desk {

// What the policy, and desk itself, know.
std::vector<std::string> known_waits(const Policy& policy);
std::vector<std::string> known_ways(const Policy& policy);   ///< of resolving
std::vector<std::string> known_items(const Policy& policy);  ///< that are answered; none: every word is one

/// Objections to the words of an event: a channel, whom it waits for, how it was resolved, an item. [intake] says
/// how strict it is.
std::vector<Objection> objections(const Event& event, const Policy& policy);

}  // namespace desk

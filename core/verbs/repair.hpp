#pragma once

#include "core/verbs/lifecycle.hpp"

namespace desk {

/// The ticket with the changes made by hand in its header recorded in its log: one event for each change, by the verbs, so a
/// change that the lifecycle or the policy does not allow is refused. What no event can express (`opened`, `channel`, a status
/// of `new` after work has begun) is set back to what the log says. A ticket without an inconsistency stays as it is.
Ticket repaired(Ticket ticket, const Acting& acting);

}  // namespace desk

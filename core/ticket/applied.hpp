#pragma once

#include <optional>
#include <vector>

#include "core/ticket/ticket.hpp"

/// Which events of a log took effect. Two clones may both have resolved, closed or reopened a ticket: after the merge the second
/// such event has no effect and is not counted. Points into the ticket.
namespace desk {

/// A resolution, closing or reopening that changed the status.
struct Turn {
    const Event* event = nullptr;
    Status before{};

    template <class T>
    bool is() const {
        return as<T>(*event) != nullptr;
    }
    /// A closing of what had not been resolved.
    bool closed_unresolved() const { return is<did::Close>() && is_open(before); }
};

/// The turn of a step of `walk`; absent if there was none.
std::optional<Turn> turn_of(const Event& event, Status before, Status after);

/// In the order of the log.
std::vector<Turn> turns_of(const Ticket& ticket);

/// The closing that applied and still stands; null if the ticket is not closed.
const Event* closing(const Ticket& ticket);

/// The same of a resolution, whether the ticket was closed since or not; null if it is open, or was closed without one.
const Event* resolution(const Ticket& ticket);

/// The wait that a ticket waits for now; null where it does not.
const did::Wait* current_wait(const Ticket& ticket);

}  // namespace desk

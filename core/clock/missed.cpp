#include "core/clock/missed.hpp"

#include <algorithm>

#include "core/clock/clock.hpp"

namespace desk {

bool is_missed(const did::Promise& promise, const Ticket& ticket, const Terms& terms, Instant now) {
    const auto all = clocks(ticket, terms, now);
    return std::ranges::any_of(all, [&](const Clock& clock) {
        // A day that is promised ends at its close, or with it.
        return clock.is_over() && clock.due && to_text(terms.policy.zone.day(*clock.due - Milliseconds(1))) == promise.due;
    });
}

}  // namespace desk

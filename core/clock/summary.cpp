#include "core/clock/summary.hpp"

#include <algorithm>

#include "core/clock/clock.hpp"

namespace desk {

ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now) {
    const auto all = clocks(ticket, terms, now);
    ClockSummary made;
    if (const auto* next = next_due(all)) {
        made.due = next->due;
        made.left = left(*next, now);
    }
    made.late = std::ranges::any_of(all, [](const Clock& clock) { return clock.is_running() && clock.is_over(); });
    made.breached = is_breached(all);
    return made;
}

const ClockSummary& ClockSummaries::of(const Ticket& ticket) const {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = known_.find(ticket.id); known != known_.end()) return known->second;
    }
    // Outside the lock: reckoning takes long, and it does no harm when two threads do it.
    const auto made = summary_of(ticket, terms_of(desk_, ticket), now_);
    const std::scoped_lock lock(mutex_);
    return known_.emplace(ticket.id, made).first->second;
}

}  // namespace desk

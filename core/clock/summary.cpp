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

const ClockSummary& TicketNow::clocks() const {
    if (!clocks_) clocks_ = summary_of(ticket, terms_of(desk_, ticket), now_);
    return *clocks_;
}

}  // namespace desk

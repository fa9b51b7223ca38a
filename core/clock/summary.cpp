#include "core/clock/summary.hpp"

#include <algorithm>

#include "core/clock/clock.hpp"
#include "core/contract/escalation_rules.hpp"

namespace desk {

bool is_near(const Clock& clock, const Policy& policy, Instant now) {
    if (clock.state != Clock::State::running || !clock.due || *clock.due < now) return false;
    if (left(clock, now).value_or(Milliseconds::max()) < std::chrono::hours(1)) return true;
    const auto percent = policy.escalation->near;
    const auto used = percent ? used_up(clock, *percent) : std::nullopt;
    return used && *used <= now;
}

ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now) {
    const auto all = clocks(ticket, terms, now);
    ClockSummary made;
    if (const auto* next = next_due(all)) {
        made.due = next->due;
        made.left = left(*next, now);
        made.near = is_near(*next, terms.policy, now);
        made.clock = noun_of(*next);
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

#include "core/clock/summary.hpp"

#include <algorithm>

#include "core/contract/desk_words.hpp"
#include "core/contract/escalation_rules.hpp"

namespace desk {

namespace {

ClockSummary summary_of(const std::vector<Clock>& all, Instant now) {
    ClockSummary made;
    if (const auto* next = next_due(all)) {
        made.due = next->due;
        made.left = left(*next, now);
    }
    made.late = std::ranges::any_of(all, [](const Clock& clock) { return clock.is_running() && clock.is_over(); });
    made.breached = is_breached(all);
    return made;
}

/// Of a clock that runs and is not over: whether so many percent of its time are used up.
bool is_used_up(const Clock& clock, int percent, Instant now) {
    if (clock.state != Clock::State::running && clock.state != Clock::State::paused) return false;
    const auto used = used_up(clock, percent);
    return used && *used <= now;
}

}  // namespace

ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now) {
    return summary_of(clocks(ticket, terms, now), now);
}

const std::vector<Clock>& TicketNow::all() const {
    if (!all_) all_ = desk::clocks(ticket, terms_of(desk_, ticket), now_);
    return *all_;
}

bool TicketNow::is_near() const {
    if (clocks().late) return false;
    const int percent = near_of(*policy_of(desk_, ticket).escalation);
    return std::ranges::any_of(all(), [&](const Clock& clock) { return is_used_up(clock, percent, now_); });
}

ClockSummary TicketNow::whole_summary() const {
    auto made = clocks();
    if (const auto* next = next_due(all())) made.measure = noun_of(*next);
    made.near = is_near();
    return made;
}

const ClockSummary& TicketNow::clocks() const {
    if (!clocks_) clocks_ = summary_of(all(), now_);
    return *clocks_;
}

}  // namespace desk

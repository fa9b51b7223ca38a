#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock/clock.hpp"
#include "core/clock/pause.hpp"
#include "core/clock/timeline.hpp"

namespace desk {

/// What all the clocks of a ticket are judged by. Points into the ticket and the terms.
struct ClockFacts {
    const Ticket& ticket;
    const Terms& terms;
    Instant now;    ///< up to which everything is known: what one command records is dated a little later than it began
    Instant asked;  ///< what is left is left from then
    Timeline timeline;
    std::vector<Pause> away;  ///< when the ticket was not ours, rising
    Goal cadence;             ///< how often the client must be updated; no targets: the policy does not say
    bool ceases = false;      ///< its work counts, so that nothing is owed when the hours are used up

    const Policy& policy() const { return terms.policy; }
    const Pause* away_at(Instant at) const;  ///< null: it was ours
    /// Why a clock that stops then has no decision; empty: it has one.
    std::string excuse_at(Instant stopped) const;
};

ClockFacts clock_facts(const Ticket& ticket, const Terms& terms, Instant now);

/// The pauses of a clock from its start until it stopped, or now; support that has ceased is known to do so until later.
std::vector<Pause> pauses_of(const ClockFacts& facts, const Clock& clock);

/// What a date was promised for: `resolve`, `fix`, `reply`, or a step. If it does not say, it is for the fix if the target
/// then was a next release, else for the resolution.
std::string_view subject_of(const ClockFacts& facts, const Timeline::Promise& promise);

/// The date that the client agreed to, from an instant on; none: it passed while the ticket was not ours.
struct AgreedDate {
    Instant from{};
    const Event* event = nullptr;
    std::optional<Day> date;
};

/// Those for the resolution, in a round. A later one replaces an earlier one only if the client agreed.
std::vector<AgreedDate> dates_agreed(const ClockFacts& facts, const Timeline::Round& round, const Calendar& calendar);

/// The round that an instant lies in, and what held then.
const Timeline::Round& round_at(const Timeline& timeline, Instant at);
const Timeline::Hold& hold_at(const Timeline::Round& round, Instant at);

}  // namespace desk

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock/candidate.hpp"
#include "core/clock/clock.hpp"
#include "core/clock/next_release.hpp"
#include "core/clock/timeline.hpp"
#include "core/contract/response.hpp"

namespace desk {

/// A clock while it is judged, and what it is judged by. Points into the ticket, its timeline and the policy.
struct ClockRun {
    struct Pause {
        Period time;
        std::string_view whom;   ///< empty: between a resolution and the reopening, or `ceased`
        bool suspended = false;  ///< support was not owed: the hours of the month were used up
    };
    Clock clock;
    const Timeline::Round* round = nullptr;           ///< the one whose end stops it
    const Timeline::Round* reopened = nullptr;        ///< the one after it; null: it has not been reopened
    const Timeline::Hold* hold = nullptr;             ///< whose priority and kind it is judged by
    std::string_view stopped_by;                      ///< in words
    const std::vector<Response>* response = nullptr;  ///< what stops it; null: nothing but the end of the round
    Instant promised_from{};                          ///< what was promised before does not count
    std::vector<Source> sources;                      ///< none: it has no target
    std::vector<std::string> ungiven;                 ///< what a next release still misses
    Release release;
    bool is_released = false;  ///< that was complete, and stopped the clock
    std::vector<Pause> pauses;
    std::vector<Candidate> candidates;
    const Candidate* chosen = nullptr;  ///< one of them
};

/// The waits of a clock, and the times in which support had ceased while it ran and nobody was waited for; rising.
std::vector<ClockRun::Pause> with_suspensions(const std::vector<ClockRun::Pause>& waits, const std::vector<Period>& suspensions,
                                              const Period& clock);

/// The reckoning of a clock that has been judged.
std::vector<ExplainStep> steps_of(const ClockRun& run, const Ticket& ticket, const Policy& policy, Instant now);

}  // namespace desk

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/clock/clock.hpp"
#include "core/clock/decision.hpp"
#include "core/clock/facts.hpp"
#include "core/clock/next_release.hpp"

namespace desk {

/// A clock while it is judged, and what judges it. Points into the ticket, its timeline and the policy.
struct ClockRun {
    Clock clock;
    const Timeline::Round* round = nullptr;           ///< the one whose end stops it; null for a date
    const Timeline::Round* reopened = nullptr;        ///< the one after it; null: it has not been reopened
    std::string stopped_by;                           ///< in words
    const std::vector<Response>* response = nullptr;  ///< what stops it; null: nothing but the end of the round
    std::string excuse;                               ///< why it has no decision where it stopped; empty: it has one
    std::vector<std::string> ungiven;                 ///< what a next release still misses
    std::vector<Pause> pauses;
    std::vector<Promised> promised;  ///< none: nothing could be promised
    Decision decision;
    std::vector<const Event*> without_effect;  ///< besides what `promised` says
};

/// Decides the run and writes the result to its clock.
void judge(ClockRun& run, const ClockFacts& facts);

Course course_of(const ClockRun& run, const ClockFacts& facts);

/// How the clock was counted, once it is judged.
std::vector<ExplainStep> steps_of(ClockRun& run, const ClockFacts& facts);

/// The clocks of what was promised by date. Those of the resolution that go by the date of the target itself are not among
/// them: `resolutions` are its rounds, judged.
std::vector<ClockRun> dates(const ClockFacts& facts, const std::vector<ClockRun>& resolutions);

/// From each word of a person to the client to the next.
std::vector<ClockRun> update_runs(const ClockFacts& facts);

}  // namespace desk

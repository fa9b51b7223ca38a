#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock/candidate.hpp"
#include "core/clock/timeline.hpp"

/// A promise is decided once (design: time). What a clock promised while each priority, kind and date held, and the one
/// decision on it: met when it stops by its due time, missed at the instant at which the due time passes. An event at that very
/// instant comes first. Nothing that comes after the decision changes it.
namespace desk {

/// What a clock promised from an instant on.
struct Promised {
    enum class End {
        standing,   ///< undecided: it holds now
        replaced,   ///< by the next one, before its due time
        met,        ///< the clock stopped by the due time
        missed,     ///< the due time passed
        undecided,  ///< the clock stopped without a decision
        without,    ///< it was already decided: without effect
    };
    Instant from{};
    const Event* event = nullptr;  ///< that brought it; null: none did
    const Timeline::Hold* hold = nullptr;
    bool first = false;           ///< it holds from the start of the round, and became known only now
    std::vector<Source> sources;  ///< none: no target
    std::optional<Day> date;      ///< the one agreed, of targets that go by dates
    // What follows is found by `decide`.
    Instant base{};                       ///< what the target is counted from
    std::optional<Instant> due{};         ///< what it promised
    std::optional<std::size_t> kept{};    ///< the earlier one whose looser target gives the due time; absent: its own does
    std::vector<Candidate> candidates{};  ///< what the targets give from there
    End end = End::standing;
};

/// What decides a clock, besides what was promised.
struct Course {
    Instant start{};  ///< what the round is counted from
    Instant begun{};  ///< when it began: later than that where a reopening goes on with the clock
    std::optional<Instant> stopped;
    bool is_ours = true;  ///< when it stopped it was ours, was resolved, and was no duplicate: else it is undecided then
    Instant now{};
    std::span<const Period> pauses;
    std::vector<std::string> ungiven;  ///< what a next release still misses
};

struct Decision {
    std::size_t promised = 0;       ///< the one that was decided, or holds
    std::optional<Instant> missed;  ///< when the due time passed; of a raise past the new limit: when it was raised
};

/// Decides, and fills in what was promised. There is at least one.
Decision decide(std::vector<Promised>& all, const Course& course, const Policy& policy);

/// Counts the candidates of a promise again, with the steps.
void explain(std::vector<Promised>& all, std::size_t index, const Course& course, const Policy& policy);

}  // namespace desk

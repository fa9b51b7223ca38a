#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock/due.hpp"
#include "core/clock/timeline.hpp"

/// Which target holds for a clock, and its result.
namespace desk {

/// A goal of the policy and the table that it is in. Points into the policy.
struct Source {
    const Goal* goal = nullptr;
    const Calendar* calendar = nullptr;
    std::string_view table, name;  ///< `priority`, `high`

    friend bool operator==(const Source&, const Source&) = default;
};

/// The kind's goal, else the priority's; also the channel's, if one is named.
std::vector<Source> sources_of(const Policy& policy, const Timeline::Hold& hold, std::optional<Goal> Policy::Targets::*goal,
                               std::string_view channel);

/// The result of one target of a source.
struct Candidate {
    Source source;
    const Target* target = nullptr;
    const Calendar* calendar = nullptr;  ///< the one that it is counted on
    Instant base{};                      ///< what it is counted from
    std::optional<Instant> due;
    std::vector<std::string> missing;  ///< of `agreed` and `next release`
    std::vector<ExplainStep> steps;
};

/// What a target depends on besides the policy.
struct Facts {
    Instant start{};  ///< of the round: what the channel's target is counted from
    Instant base{};   ///< what the kind's or the priority's is counted from
    std::span<const Period> pauses;
    std::optional<Day> date;           ///< the one agreed
    std::vector<std::string> ungiven;  ///< what a next release still misses
    bool steps = false;
};

std::vector<Candidate> candidates_on(const std::vector<Source>& sources, const Policy& policy, const Facts& facts);

/// The one that holds among the results of several sources, and of several targets of each: one with a due time before
/// one with something missing, and that before all others. Null if there are none.
const Candidate* chosen_among(const std::vector<Candidate>& candidates, const Policy::Clock& rules);

/// `priority.high`
std::string table_of(const Source& source);

}  // namespace desk

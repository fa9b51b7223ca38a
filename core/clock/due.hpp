#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/target.hpp"
#include "core/time/calendar.hpp"

/// From a target to an instant, and how it was computed.
namespace desk {

/// One step of the computation, so that a person can check it with a pencil.
struct ExplainStep {
    std::string what;  ///< start, rule, candidate, target, pause, calendar, day, window, due, stop, breach, result
    std::string text;  ///< in words, without the instants and the time, which follow
    std::optional<Instant> from, until;
    std::optional<Milliseconds> time;  ///< open time used, or left

    friend bool operator==(const ExplainStep&, const ExplainStep&) = default;
};

/// The calendar on which a target is computed: business time uses the desk's if the table's is `always`.
const Calendar& calendar_for(const Target& target, const Calendar& calendar, const Policy& policy);

/// Whether the target alone gives an instant: not `agreed`, `next release` and `none`.
bool is_reckoned(const Target& target);

/// The instant that a target gives from `start`; absent for one that gives none. Refuses with `Fault::refused` what the
/// calendar does not reach in three years. The open time of pauses is added. The computation is appended to `steps`, if given.
std::optional<Instant> due(const Target& target, const Calendar& calendar, Instant start, const Policy& policy,
                           std::span<const Period> pauses, std::vector<ExplainStep>* steps = nullptr);

/// The same, absent also if the calendar does not reach it; `unreached` is then the reason.
std::optional<Instant> due_if_reached(const Target& target, const Calendar& calendar, Instant start, const Policy& policy,
                                      std::span<const Period> pauses, std::vector<ExplainStep>* steps = nullptr);
std::string unreached(const Target& target, const Calendar& calendar);

/// When a promised day is over: at its close, or at its end if the calendar is closed on it.
Instant end_of(const Calendar& calendar, Day day);

}  // namespace desk

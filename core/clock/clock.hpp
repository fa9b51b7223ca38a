#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock/due.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// The clocks: log + terms + now -> due, paused, breached, and why (design: time). Nothing of it is ever stored.
namespace desk {

enum class Measure { respond, resolve, fix };  ///< `fix`: the date promised for what a `next release` left to do

std::string_view to_text(Measure measure);  ///< `respond`
std::string_view noun_of(Measure measure);  ///< `response`

/// A target under a former priority or kind, or a former promise, that was late while it held.
struct Breach {
    std::string priority, target;
    Instant due{};

    friend bool operator==(const Breach&, const Breach&) = default;
};

struct Clock {
    enum class State {
        none,     ///< no target: the contract gives none, there is no priority yet, or it stopped and no date was given
        excused,  ///< out of scope, or in a tier that the client runs
        unset,    ///< a date is to be agreed, or something to be offered: `missing`
        running,
        paused,  ///< waits, and the policy stops the clock
        late,    ///< running or paused, and past due
        met,
        missed,  ///< stopped later than due
    };
    Measure measure{};
    int round = 1;  ///< of the resolution: one more with every reopening that restarts it
    State state = State::none;
    std::string why_not;               ///< of none, excused and unset
    std::vector<std::string> missing;  ///< of unset: `workaround`, `date`
    std::string target;                ///< as the policy writes it
    std::string from;                  ///< the table that it stands in: `priority.high`, `channel.email`
    const Calendar* calendar = nullptr;
    Instant start{};
    std::optional<Instant> due, stopped;
    std::vector<Period> pauses;      ///< within start and stop, or now
    std::vector<Breach> breaches;    ///< of former priorities and kinds, and of former promises
    std::vector<ExplainStep> steps;  ///< only when asked for

    bool is_running() const { return state == State::running || state == State::paused || state == State::late; }
    bool is_over() const { return state == State::late || state == State::missed; }
};

std::string_view to_text(Clock::State state);  ///< `running`

enum class Detail { result, steps };

/// The clocks of a ticket: the response, every round of the resolution, the fix where one was promised. The order is that of
/// their start. What the policy cannot satisfy is `State::none` with the reason, never an error.
std::vector<Clock> clocks(const Ticket& ticket, const Terms& terms, Instant now, Detail detail = Detail::result);

/// Open time left until due on the clock's calendar, pauses apart; negative when it is over. Absent without a due time. Of a
/// clock that has stopped, what was left then.
std::optional<Milliseconds> left(const Clock& clock, Instant now);

/// The running clock that is due first; null when none has a due time. Points into `clocks`.
const Clock* next_due(const std::vector<Clock>& clocks);

/// When so many percent of the time until due are used up; absent without a due time.
std::optional<Instant> used_up(const Clock& clock, int percent);

/// Whether any clock, of now or before, was not met in time.
bool is_breached(const std::vector<Clock>& clocks);

/// Sums of the waits, whether or not they stop a clock.
struct Waited {
    std::string whom;
    Milliseconds time{0};  ///< by the wall clock
    friend bool operator==(const Waited&, const Waited&) = default;
};
std::vector<Waited> waits(const Ticket& ticket, Instant now);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock/due.hpp"
#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// The clocks: log + terms + now -> due, paused, breached, and why (design: time). None of this is ever stored.
namespace desk {

enum class Measure {
    respond,
    resolve,
    fix,     ///< a date promised for the fix
    date,    ///< a date promised for the resolution, beside its own target
    reply,   ///< a date promised for the next reply
    step,    ///< a date promised for a step of the ticket's process
    update,  ///< from a word to the client to the next
};

std::string_view to_text(Measure measure);  ///< `respond`
std::string_view noun_of(Measure measure);  ///< `response`

/// A change that moved a promise back, or took it away, before it was decided.
struct Loosened {
    Instant at{};
    std::string by;
    Instant was{};               ///< the due time before
    std::optional<Instant> due;  ///< and after; absent: none
    int used = 0;                ///< percent of the time, when it was moved

    friend bool operator==(const Loosened&, const Loosened&) = default;
};

struct Clock {
    enum class State {
        none,     ///< no target: the contract gives none, there is no priority yet, or it stopped without a decision
        excused,  ///< undecided, and not ours: out of scope, or in a tier that the client runs
        unset,    ///< a date is to be agreed, or something to be offered: `missing`
        running,
        paused,  ///< waits, and the policy stops the clock
        late,    ///< running or paused, and past due
        met,
        missed,  ///< stopped later than due
    };
    Measure measure{};
    int round = 1;     ///< one more with every reopening; of a date, with every one that was promised anew
    std::string step;  ///< of `Measure::step`: its name
    State state = State::none;
    std::string why_not;               ///< of none, excused and unset
    std::vector<std::string> missing;  ///< of unset: `workaround`, `date`
    std::string target;                ///< as the policy writes it
    std::string from;                  ///< the table that it stands in: `priority.high`, `channel.email`, `promise.fix`
    std::string priority, kind;        ///< under which the target holds, as a person last gave them
    const Calendar* calendar = nullptr;
    Instant start{};  ///< of the round
    Instant base{};   ///< what the due time is counted from: later than the start where the target was raised
    std::optional<Instant> due, stopped;
    std::optional<Instant> decided;  ///< met: when it stopped; missed: when the due time passed
    bool undecided = false;          ///< it stopped without a decision, and is in no figure: `why_not`
    std::vector<Period> pauses;      ///< within start and stop, or now; none overlap
    std::vector<Loosened> loosened;
    std::vector<ExplainStep> steps;  ///< only when asked for

    bool is_running() const { return state == State::running || state == State::paused || state == State::late; }
    bool is_over() const { return state == State::late || state == State::missed; }
};

/// `response`, `step review`
std::string noun_of(const Clock& clock);

std::string_view to_text(Clock::State state);  ///< `running`

enum class Detail { result, steps };

/// The clocks of a ticket: every round of the response and the resolution, and the dates that were promised. The order is that
/// of their start. Events later than now are not seen. What the policy cannot satisfy is `State::none` with the reason, never
/// an error.
std::vector<Clock> clocks(const Ticket& ticket, const Terms& terms, Instant now, Detail detail = Detail::result);

/// The priority as a person last gave it in the round that runs; what a rule raised since is another.
std::string given_priority(const Ticket& ticket, Instant now);

/// Open time left until due on the clock's calendar, without pauses; negative if overdue. Absent without a due time. For a
/// stopped clock, what was left when it stopped.
std::optional<Milliseconds> left(const Clock& clock, Instant now);

/// The running clock that is due first; null if none has a due time. Points into `clocks`.
const Clock* next_due(const std::vector<Clock>& clocks);

/// When this percentage of the time until due is used up; absent without a due time.
std::optional<Instant> used_up(const Clock& clock, int percent);

/// The updates to the client, if the policy says how often they are due: a promise from each to the next.
std::vector<Clock> updates(const Ticket& ticket, const Terms& terms, Instant now, Detail detail = Detail::result);

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

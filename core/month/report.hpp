#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock/clock.hpp"
#include "core/month/billing.hpp"
#include "core/month/volume.hpp"

/// What a client and the head of a desk want to see of a month, or of several (desk-report(1) defines every figure). A
/// ticket is seen as it was at the end of them, so that later events do not change a report.
namespace desk {

/// The last instant of a period, at which its clocks are read: what is due at the very end is not late yet.
inline Instant last_of(const Period& period) { return period.until - Milliseconds(1); }

/// Those that had been opened, each as it stood then.
std::vector<Ticket> as_of(std::vector<Ticket> tickets, Instant until);

/// The part of a period that can be reported now: up to now, and to what was recorded by now but is dated a little later,
/// like the events of one command, or those of a clock that runs ahead.
Period so_far(const Period& whole, std::span<const Ticket> tickets, Instant now);

/// The targets of one priority and measure that were decided: met when the clock stopped in time, missed when it was due.
struct TargetCount {
    std::string priority;  ///< empty: none
    Measure measure{};
    int met = 0, missed = 0;

    friend bool operator==(const TargetCount&, const TargetCount&) = default;
};

/// A target of one ticket that was decided.
struct Decided {
    const Ticket* ticket = nullptr;
    std::string priority;  ///< whose target gave the due time, or that held when it was decided
    Measure measure{};
    std::string target;
    Instant at{};  ///< when it was decided: it stopped, or the due time passed
    Instant due{};
    bool met = false;
    std::optional<Instant> stopped;
    Milliseconds over{0};  ///< open time of the clock's calendar, until it stopped or the end
    std::string why;       ///< in a few words
};

/// What was found out later: a decision on an earlier page that has changed, or a fact that this page does not know yet.
struct Corrected {
    const Ticket* ticket = nullptr;
    std::string what;  ///< `resolution: met 2026-11-02 10:00, was missed 2026-11-01 17:00`; `client: blue, was acme, since
                       ///< 2026-12-01 09:00`

    friend bool operator==(const Corrected&, const Corrected&) = default;
};

/// A promise that a change put off when much of its time was used.
struct LoosenedPromise {
    const Ticket* ticket = nullptr;
    Measure measure{};
    Loosened change;

    friend bool operator==(const LoosenedPromise&, const LoosenedPromise&) = default;
};

/// How long something took: the median and the 90th percentile, by nearest rank.
struct Spread {
    int count = 0;
    Seconds median{0}, ninetieth{0};

    friend bool operator==(const Spread&, const Spread&) = default;
};
Spread spread_of(std::vector<Seconds> times);

/// How long callers waited until somebody answered, by the channel: the median and the longest.
struct CallWait {
    std::string channel;
    int count = 0;
    Seconds median{0}, longest{0};

    friend bool operator==(const CallWait&, const CallWait&) = default;
};

/// Of the tickets that came by a channel under policies with the same goal for it.
struct FirstContact {
    std::string channel;
    int resolved = 0, first = 0;
    std::optional<Percent> goal;

    /// More than the goal; without a goal it is.
    bool reached() const;
    friend bool operator==(const FirstContact&, const FirstContact&) = default;
};

struct ScoreCount {
    std::string score;
    int count = 0;
    int of = 0;                        ///< tickets rated under policies that ask by the same scale
    int share = 0;                     ///< in thousandths; those of a scale add up to 1000
    bool headline = false;             ///< whose share is reported first
    std::optional<Percent> goal = {};  ///< of a headline

    /// At least the goal, exactly, whatever the share is rounded to; without a goal it is.
    bool reached() const;
    friend bool operator==(const ScoreCount&, const ScoreCount&) = default;
};

/// By the feedback of each ticket's own policy. The last rating of a ticket is its rating.
struct Satisfaction {
    std::vector<ScoreCount> scores;  ///< each scale in its order, then other scores; the desk's scale first
    int ratings = 0;
    int asked = 0, answered = 0;  ///< closings, and those of tickets that were rated
    int unread = 0;
    std::vector<const Ticket*> unfollowed;  ///< low, and nothing followed
};

using Counts = std::vector<std::pair<std::string, int>>;  ///< by name; empty: none

struct PeriodReport {
    Period period;  ///< through now where it is not over
    std::string client;
    Volumes volume;
    std::vector<std::pair<Day, Volume>> days;  ///< opened and resolved
    std::vector<TargetCount> targets;          ///< by priority, as `priorities_of`; the response before the resolution
    std::vector<Decided> decided;              ///< in the order of the tickets
    std::vector<Decided> worst;                ///< at most five
    std::vector<Corrected> corrected;          ///< by ticket
    std::vector<LoosenedPromise> loosened;     ///< by time
    Spread respond,
        resolve;  ///< in the open time of the clock's calendar without its pauses, else of the desk's; of what was decided
    std::vector<CallWait> waited;             ///< by channel, of the tickets opened that say it
    std::vector<FirstContact> first_contact;  ///< by channel and goal
    int escalated_by_rule = 0, escalated_by_hand = 0;
    std::map<int, int> tiers;  ///< escalations to each
    Counts reopened_for, causes, kind_changes;
    Satisfaction satisfaction;
};

/// Points into the tickets, which are those of the desk, or all that ever were the client's, in any order; they are as they stood
/// at the end of the period (`as_of`).
PeriodReport report_of(std::span<const Ticket> tickets, const Period& period, const std::string& client, const Desk& desk);

/// Every target of the tickets that was decided in the period, in the order of the tickets.
std::vector<Decided> decided_in(std::span<const Ticket> tickets, const Period& period, const Desk& desk);

/// Adds what each agent worked.
void add_hours(std::map<std::string, AgentCount>& agents, std::span<const TimeEntry> entries);

/// The entries of a month as they were when it was closed: by the logs and the headers up to then.
std::vector<TimeEntry> entries_as_of(Instant at, std::span<const Ticket> tickets, Month month, const Desk& desk);

/// Whether anything of the ticket belongs to a report of the period: it was opened before the end, and not closed before the
/// beginning.
bool lives_in(const Ticket& ticket, const Period& period);

/// The same for a file, where false is certain. By the dates in its bytes; a
/// ticket that was closed before is skipped without being decoded.
class LifeFilter {
public:
    explicit LifeFilter(const Period& period);
    bool operator()(std::string_view bytes) const;

private:
    std::string first_, last_;  ///< the days of UTC around the period
};

}  // namespace desk

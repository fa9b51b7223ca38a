#pragma once

#include <map>
#include <mutex>
#include <optional>

#include "core/contract/client.hpp"
#include "core/ticket/reference.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// How a ticket stands against its clocks: what filters, sorting and lists need of them.
struct ClockSummary {
    std::optional<Instant> due;        ///< of the running clock that is due first
    std::optional<Milliseconds> left;  ///< open time until then; negative when it is over
    bool late = false;                 ///< a running clock is over
    bool breached = false;             ///< any clock, of now or before, was not met in time

    friend bool operator==(const ClockSummary&, const ClockSummary&) = default;
};

/// Needs the log.
ClockSummary summary_of(const Ticket& ticket, const Terms& terms, Instant now);

/// How the tickets of a desk stand now, each reckoned once, whoever asks first. May be asked on several threads.
class ClockSummaries {
public:
    ClockSummaries(const Desk& desk, Instant now) : desk_(desk), now_(now) {}

    const Desk& desk() const { return desk_; }
    Instant now() const { return now_; }

    /// Valid as long as this is.
    const ClockSummary& of(const Ticket& ticket) const;

private:
    const Desk& desk_;
    Instant now_;
    mutable std::mutex mutex_;
    mutable std::map<Reference, ClockSummary> known_;
};

}  // namespace desk

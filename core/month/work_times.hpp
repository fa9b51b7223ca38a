#pragma once

#include <string>
#include <vector>

#include "core/contract/client.hpp"
#include "core/month/time_entries.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// What looks wrong with the time of recorded work. It is recorded all the same: only the person who did it can know.
namespace desk {

/// Work that ended before the ticket was opened, began after it was closed, or is of another year: sentences.
std::vector<std::string> cautions_on_time(const Ticket& ticket, const Period& worked, Instant now, const Zone& zone);

/// Work of one person at the same time, for a minute at least: nobody types to the second.
struct Overlap {
    Reference ticket;
    std::string title;
    Period both{};

    friend bool operator==(const Overlap&, const Overlap&) = default;
};

/// With what the person has logged on this ticket, in the order of the log.
std::vector<Overlap> overlaps(const Ticket& ticket, const std::string& who, const Period& worked, const Desk& desk);

/// The months in which such work may lie.
MonthSpan months_beside(const Period& worked, const Zone& zone);

}  // namespace desk

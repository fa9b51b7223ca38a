#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"

/// Entries of time that were moved from one ticket to another. Each ticket names the other, but they are two files: where two
/// clones move one entry to two tickets, the last move holds on the ticket that it left, and both others have it.
namespace desk {

/// The references, as the log has them, of one ticket's moves that hold.
struct MovedTime {
    std::vector<std::string> here_from;  ///< of each entry that stands here and was recorded elsewhere
    std::vector<std::string> away_to;    ///< of each that was recorded here and stands elsewhere

    bool empty() const { return here_from.empty() && away_to.empty(); }
};

MovedTime moved_time(const Ticket& ticket);

/// A ticket with entries from another one, from which they did not move here, or not only.
struct CountedTwice {
    Reference ticket;
    std::string from;

    friend bool operator==(const CountedTwice&, const CountedTwice&) = default;
};

/// Of all tickets of a desk, those without moves left out or not, in the order of their references.
std::vector<CountedTwice> counted_twice(const std::map<Reference, MovedTime>& moved);

}  // namespace desk

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"

/// Entries of time that were moved from one ticket to another. Each ticket names the other, but they are two files: if two
/// clones move one entry to two tickets, the last move counts on the ticket that it left, but both others have it.
namespace desk {

/// The references, as the log has them, of one ticket's moves that hold.
struct MovedTime {
    std::vector<std::string> here_from;  ///< of each entry that is here and was recorded elsewhere
    std::vector<std::string> away_to;    ///< of each that was recorded here and is elsewhere

    bool empty() const { return here_from.empty() && away_to.empty(); }
};

MovedTime moved_time(const Ticket& ticket);

/// A ticket with entries from another one that did not move them here, or not only here.
struct CountedTwice {
    Reference ticket;
    std::string from;

    friend bool operator==(const CountedTwice&, const CountedTwice&) = default;
};

/// For all tickets of a desk, with or without those that have no moves, in the order of their references.
std::vector<CountedTwice> counted_twice(const std::map<Reference, MovedTime>& moved);

}  // namespace desk

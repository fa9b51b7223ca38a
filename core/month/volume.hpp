#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"
#include "core/time/calendar.hpp"

/// How much came in and went out. Events that did not apply are not counted.
namespace desk {

/// What there was to do at the beginning of a period, what came and went, and what was left:
/// open_before + opened + reopened - resolved - closed_unresolved + moved = open.
struct Volume {
    int open_before = 0, opened = 0, reopened = 0, resolved = 0;
    int closed_unresolved = 0;
    int duplicates = 0;  ///< of those closed unresolved, linked as duplicates of others
    int moved = 0;       ///< in less out, where what a row is of was changed while the ticket was open
    int open = 0;        ///< at the end
    int closed = 0;
    int out_of_scope = 0;  ///< of those opened

    Volume& operator+=(const Volume& other);
    friend bool operator==(const Volume&, const Volume&) = default;

    int balance() const { return open_before + opened + reopened - resolved - closed_unresolved + moved; }
};

/// What one agent did; the program is `desk`, and nobody is empty.
struct AgentCount {
    int opened = 0, resolved = 0;        ///< recorded, and resolved, by this agent
    Seconds counted{0}, not_counted{0};  ///< worked
    int met = 0, missed = 0;             ///< targets of tickets that were with this agent when it was decided

    friend bool operator==(const AgentCount&, const AgentCount&) = default;
};

/// For all, and for each value that a ticket had when it happened.
struct Volumes {
    Volume all;
    std::map<std::string, Volume> kinds, priorities, channels, clients;  ///< by name; empty: none
    std::map<int, Volume> tiers;                                         ///< 0: none
    std::map<std::string, AgentCount> agents;
    std::vector<Instant> opened, resolved;  ///< of `all`

    void leave_out_empty_rows();
};

/// Adds a ticket's figures to it. Its first kind and priority hold from the opening if they were set in the same period.
/// If a client is named, only its tickets: one that was opened for another and is the client's since
/// has moved in. Logs end with the period (`as_of`).
void add(Volumes& volumes, const Ticket& ticket, const Period& period, const std::string& client);

}  // namespace desk

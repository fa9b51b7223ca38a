#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "core/month/hours.hpp"

/// What a change of tickets means for the hours of a month: time is logged, or time that did not count does now.
namespace desk {

/// A client's month has gone over one of the policy's warnings: the highest of `warn_at` that was not reached before and now is.
/// 100 % is reached only by more than the hours of the month.
struct Crossing {
    std::string client;
    Month month{};
    int percent = 0;
    Seconds counted{0}, limit{0};

    friend bool operator==(const Crossing&, const Crossing&) = default;
};

struct Consequence {
    std::optional<Crossing> crossing;
    Seconds unagreed{0};  ///< additional time that nobody agreed to pay
};

/// Tickets as they were, and as they will be.
struct TicketsChanged {
    std::span<const Ticket> before, after;
};

/// The clients' months in which more counts than before.
std::set<std::pair<std::string, Month>> months_with_more(const TicketsChanged& changed, const Desk& desk);

/// For one of them; `others` are the other tickets of the client that have work in the months needed.
Consequence consequence_of(std::span<const Ticket> others, const TicketsChanged& changed, const std::string& client, Month month,
                           const Desk& desk);

}  // namespace desk

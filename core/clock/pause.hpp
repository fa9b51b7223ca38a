#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time/calendar.hpp"

namespace desk {

/// A time in which a clock is paused, and why.
struct Pause {
    enum class Cause {
        wait,
        resolved,      ///< between a resolution and the reopening
        suspended,     ///< support was not owed: the hours of the month were used up
        out_of_scope,  ///< this and the next: the ticket was not ours
        clients_tier,
    };
    Period time;
    Cause cause{};
    std::string_view whom = {};  ///< of `wait`
    int tier = 0;                ///< of `clients_tier`
    bool lasts = false;          ///< it has no end yet: `time` ends now

    bool is_away() const { return cause == Cause::out_of_scope || cause == Cause::clients_tier; }
    bool contains(Instant at) const { return time.from <= at && (lasts || at < time.until); }
};

/// `waiting for the client`
std::string text_of(const Pause& pause);

/// Those within a time, in order; if some overlap, each instant belongs to the one that began first.
std::vector<Pause> united(std::vector<Pause> pauses, const Period& within);

std::vector<Period> times_of(const std::vector<Pause>& pauses);

}  // namespace desk

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/response.hpp"
#include "core/time/calendar.hpp"
#include "core/time/time.hpp"

namespace desk {

struct Policy::Clock {
    /// The waits that stop a clock: `client`, `vendor`, …
    struct Pause {
        std::vector<std::string> respond;
        std::vector<std::string> resolve;  ///< and the fix
        friend bool operator==(const Pause&, const Pause&) = default;
    };
    /// Whether a reopening restarts a clock. Otherwise a resolution continues, and a response is not owed again.
    struct Again {
        bool respond = false;
        bool resolve = true;
        friend bool operator==(const Again&, const Again&) = default;
    };
    std::vector<Response> response{Response::work, Response::reply};
    Pause pause;
    std::vector<std::string> waits;  ///< whom else a ticket may wait for; for any other word there is a warning
    Again reopen;
    bool raised_from_opening = false;     ///< a raised priority's target is counted from the opening; else from the raise
    bool earliest = true;                 ///< of the channel's target and the priority's; else the latest
    bool before_open_is_same_day = true;  ///< a report before the day's opening belongs to that day; else to the next
    WorkingDays working_days = WorkingDays::close;
    Minutes morning = std::chrono::hours(9);  ///< of `next morning`
    friend bool operator==(const Clock&, const Clock&) = default;
};

}  // namespace desk

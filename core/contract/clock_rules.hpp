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
    std::vector<Response> response{Response::work, Response::reply};
    std::vector<std::string> pause;       ///< the waits that stop the clocks: `client`, `vendor`, …
    bool restart = true;                  ///< what a reopening does to the resolution clock; else it goes on
    bool earliest = true;                 ///< of the channel's target and the priority's; else the latest
    bool before_open_is_same_day = true;  ///< a report before the day's opening belongs to that day; else to the next
    WorkingDays working_days = WorkingDays::close;
    Minutes morning = std::chrono::hours(9);  ///< of `next morning`
    friend bool operator==(const Clock&, const Clock&) = default;
};

}  // namespace desk

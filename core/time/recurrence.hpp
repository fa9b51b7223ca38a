#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace desk {

/// On which days something recurs: a rule of RFC 5545, of whole days.
struct Recurrence {
    enum class Every { day, week, month, year };

    struct On {
        std::chrono::weekday day;
        int nth = 0;  ///< of the month, or of the year if no months are named; from its end if negative; 0: each

        friend bool operator==(const On&, const On&) = default;
    };

    Every every = Every::year;
    int interval = 1;
    std::optional<std::size_t> count = {};
    std::optional<std::chrono::sys_days> until = {};  ///< the last one possible
    std::chrono::weekday week_start = std::chrono::Monday;
    std::vector<On> weekdays = {};
    std::vector<int> months = {};
    std::vector<int> month_days = {};  ///< from the month's end if negative
    std::vector<int> year_days = {};   ///< from the year's end if negative
    std::vector<int> positions = {};   ///< of those of each period; from the end if negative
};

/// Adds the days on which the rule recurs, from the first until the last. Every day that is looked at costs one of the
/// steps; false if they are used up.
bool add_days(Recurrence rule, std::chrono::sys_days first, std::chrono::sys_days last, std::size_t& steps,
              std::set<std::chrono::sys_days>& into);

}  // namespace desk

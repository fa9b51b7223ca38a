#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/time/time.hpp"

namespace desk {

/// The work that a client may use in a calendar month, and what happens over it.
struct Policy::Hours {
    enum class Over {
        allow,  ///< it is charged
        agree,  ///< the same, up to what was agreed for the client and the month; no work beyond that
        stop,   ///< no work
    };
    /// What a month leaves is used in later ones, the oldest first.
    struct Rollover {
        std::optional<Minutes> most;  ///< that is carried from one month into the next; absent: all of it
        std::optional<int> months;    ///< after which it expires; absent: never
        friend bool operator==(const Rollover&, const Rollover&) = default;
    };
    std::optional<Minutes> cap;             ///< of counted work; a client's contract may give another
    std::vector<int> warn_at;               ///< percent of the cap, rising
    std::optional<Minutes> round;           ///< each entry counts as a multiple of this, rounded up
    std::vector<std::string> count_causes;  ///< work on a ticket with such a cause counts, whatever its kind
    std::vector<std::string> spare_causes;  ///< the same the other way round
    Over over = Over::allow;
    bool ceases = false;  ///< over the cap nothing is owed on tickets that count, until the month is over
    std::optional<Rollover> rollover;
    friend bool operator==(const Hours&, const Hours&) = default;
};

}  // namespace desk

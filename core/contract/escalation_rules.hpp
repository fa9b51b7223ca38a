#pragma once

#include <optional>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"
#include "core/time/time.hpp"

namespace desk {

struct Policy::Escalation {
    struct Immediate {
        Condition when;
        int to = 0;
        friend bool operator==(const Immediate&, const Immediate&) = default;
    };
    std::optional<Minutes> after_work;  ///< of work in the first tier
    std::optional<int> near;            ///< percent of a target's time
    bool raise = false;                 ///< near a limit: to the next higher priority
    bool escalate = false;              ///< near a limit: to the next tier
    std::vector<Immediate> immediate;
    friend bool operator==(const Escalation&, const Escalation&) = default;
};

}  // namespace desk

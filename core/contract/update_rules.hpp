#pragma once

#include <optional>
#include <string>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/contract/target.hpp"

namespace desk {

/// What the client must be told, and how often.
struct Policy::Updates {
    bool priority = false;        ///< the client is told the priority, and every change of it
    std::optional<Target> every;  ///< no longer than this without a word
    std::string late_by;          ///< when a target is missed, the client is told by this channel; empty: no rule

    template <class Self, class Visit>
    static void keys(Self& updates, Visit& visit) {
        visit(may("priority", "true"), updates.priority, form::Plain{});
        visit(may("every", R"("8 business hours")"), updates.every, form::Time{});
        visit(may("late_by", R"("phone")"), updates.late_by, form::Channel{});
    }

    friend bool operator==(const Updates&, const Updates&) = default;
};

}  // namespace desk

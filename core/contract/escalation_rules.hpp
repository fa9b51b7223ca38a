#pragma once

#include <optional>
#include <vector>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"
#include "core/time/time.hpp"

namespace desk {

struct Policy::Escalation {
    struct Immediate {
        Condition when;
        int to = 0;

        template <class Self, class Visit>
        static void keys(Self& immediate, Visit& visit) {
            visit(must("when", R"({ kind = "fault", impact = ["team", "site"] })"), immediate.when, form::When{});
            visit(must("to", "3"), immediate.to, form::Tier{});
        }

        friend bool operator==(const Immediate&, const Immediate&) = default;
    };
    std::optional<Minutes> after_work;  ///< of work in the first tier
    std::optional<int> near;            ///< percent of a target's time
    bool raise = false;                 ///< near a limit: to the next higher priority
    bool escalate = false;              ///< near a limit: to the next tier
    std::vector<Immediate> immediate;
    bool propose = false;  ///< all but the immediate ones are left to a person, who is told

    template <class Self, class Visit>
    static void keys(Self& escalation, Visit& visit) {
        visit(may("after_work", R"("30 minutes")"), escalation.after_work, form::Length{});
        visit(may("near", "80"), escalation.near, form::Percent{});
        visit(may("raise", "true"), escalation.raise, form::Plain{});
        visit(may("escalate", "true"), escalation.escalate, form::Plain{});
        visit(may("propose", "true"), escalation.propose, form::Plain{});
        visit(PolicyKey{"immediate"}, escalation.immediate, form::Tables{});
    }

    friend bool operator==(const Escalation&, const Escalation&) = default;
};

/// How much of a target's time, in percent, is used up when it is near its limit; 80 where the policy does not say.
inline int near_of(const Policy::Escalation& rules) { return rules.near.value_or(80); }

}  // namespace desk

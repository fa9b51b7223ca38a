#pragma once

#include <optional>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

/// How often, and how long, in days. What is absent the contract does not ask for.
struct Policy::Backup {
    std::optional<int> every;          ///< a full backup
    std::optional<int> keep;           ///< it is kept at least so long
    std::optional<int> offsite_every;  ///< a current copy at another place

    template <class Self, class Visit>
    static void keys(Self& backup, Visit& visit) {
        visit(may("every", R"("1 day")"), backup.every, form::Days{});
        visit(may("keep", R"("14 days")"), backup.keep, form::Days{});
        visit(may("offsite_every", R"("7 days")"), backup.offsite_every, form::Days{});
    }

    friend bool operator==(const Backup&, const Backup&) = default;
};

}  // namespace desk

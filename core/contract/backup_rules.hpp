#pragma once

#include <optional>

#include "core/contract/policy.hpp"
#include "core/contract/policy_key.hpp"

namespace desk {

/// How often copies are made, and how long they are kept, in days. Absent: the contract does not require it.
struct CopyRules {
    std::optional<int> every;          ///< a full backup
    std::optional<int> keep;           ///< it is kept at least so long
    std::optional<int> offsite_every;  ///< a current copy at another place

    template <class Self, class Visit>
    static void keys(Self& rules, Visit& visit) {
        visit(may("every", R"("1 day")"), rules.every, form::Days{});
        visit(may("keep", R"("14 days")"), rules.keep, form::Days{});
        visit(may("offsite_every", R"("7 days")"), rules.offsite_every, form::Days{});
    }

    friend bool operator==(const CopyRules&, const CopyRules&) = default;
};

/// Of the desk itself ([backup]), and of the supported platform, which `desk` does not copy ([platform_backup]).
struct Policy::Backup : CopyRules {
    CopyRules platform = {};

    friend bool operator==(const Backup&, const Backup&) = default;
};

}  // namespace desk

#pragma once

#include <optional>

#include "core/contract/policy.hpp"

namespace desk {

/// How often, and how long, in days. What is absent the contract does not ask for.
struct Policy::Backup {
    std::optional<int> every;          ///< a full backup
    std::optional<int> keep;           ///< it is kept at least so long
    std::optional<int> offsite_every;  ///< a current copy at another place
    friend bool operator==(const Backup&, const Backup&) = default;
};

}  // namespace desk

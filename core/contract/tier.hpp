#pragma once

#include <string>
#include <vector>

#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Tier {
    std::string name;
    std::string means = {};
    std::vector<std::string> takes = {};  ///< what belongs there, in the contract's words
    std::vector<std::string> needs = {};  ///< answers wanted before the first work in it
    bool onsite = true;                   ///< whether it works on the client's premises
    std::vector<int> was = {};            ///< its numbers in older tickets, above those of the policy's tiers
    friend bool operator==(const Tier&, const Tier&) = default;
};

}  // namespace desk

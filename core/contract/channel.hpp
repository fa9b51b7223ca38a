#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"
#include "core/contract/target.hpp"

namespace desk {

struct Policy::Channel {
    std::string name;
    std::string means = {};
    std::string address = {};
    bool offered = true;
    std::string calendar = {};                  ///< when it is staffed; empty: the desk's
    std::optional<Goal> respond = {};           ///< beside the priority's: `combine` says which holds
    std::string highest = {};                   ///< the highest priority that may come by it; empty: any
    std::vector<std::string> only = {};         ///< the roles of the contacts who may use it; none: everybody
    std::optional<Percent> first_contact = {};  ///< more than this share is to be resolved at first contact
    std::string outside = {};                   ///< what a report outside its hours comes by; empty: nothing is said
    std::vector<std::string> was = {};          ///< its names in older tickets
    friend bool operator==(const Channel&, const Channel&) = default;
};

}  // namespace desk

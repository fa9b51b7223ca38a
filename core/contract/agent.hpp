#pragma once

#include <string>

#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Agent {
    std::string name;  ///< the word in `by:` and `assignee:`
    std::string full;  ///< `Sam Hill`
    std::string email;
    friend bool operator==(const Agent&, const Agent&) = default;
};

}  // namespace desk

#pragma once

#include <string>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Assess {
    Condition when;
    std::string priority;
    friend bool operator==(const Assess&, const Assess&) = default;
};

}  // namespace desk

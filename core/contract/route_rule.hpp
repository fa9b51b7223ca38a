#pragma once

#include <string>

#include "core/contract/condition.hpp"
#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Route {
    Condition when;
    std::string to;        ///< an agent; empty: `manager`
    bool manager = false;  ///< whoever looks after the client, where the client's file names one
    friend bool operator==(const Route&, const Route&) = default;
};

}  // namespace desk

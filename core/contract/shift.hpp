#pragma once

#include <string>

#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Shift {
    std::string name;
    std::string calendar;  ///< empty: whenever no other shift is on
    friend bool operator==(const Shift&, const Shift&) = default;
};

}  // namespace desk

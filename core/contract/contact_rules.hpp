#pragma once

#include <string>

#include "core/contract/policy.hpp"
#include "core/contract/strictness.hpp"

namespace desk {

struct Policy::Contacts {
    std::string role;  ///< who reports: `representative`, `liaison`, `super user`; empty: anybody
    Strictness enforce = Strictness::warn;
    friend bool operator==(const Contacts&, const Contacts&) = default;
};

}  // namespace desk

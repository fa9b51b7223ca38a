#pragma once

#include <string>

#include "core/contract/policy.hpp"

namespace desk {

/// One of [[terms]]: what the whole desk uses from a given day, unless a client's contract names a policy.
struct Policy::Dated {
    Day from{};
    std::string policy;  ///< of `policies/`
    friend bool operator==(const Dated&, const Dated&) = default;
};

}  // namespace desk

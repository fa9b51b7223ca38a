#pragma once

#include <string>

#include "core/contract/policy.hpp"

namespace desk {

/// One of [[terms]]: what the whole desk goes by from a day on, where a client's contract names no policy.
struct Policy::Dated {
    Day from{};
    std::string policy;  ///< of `policies/`
    friend bool operator==(const Dated&, const Dated&) = default;
};

}  // namespace desk

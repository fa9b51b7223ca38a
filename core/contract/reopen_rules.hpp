#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Reopen {
    std::optional<int> within;          ///< days after the closing, by the desk's calendar; absent: for ever
    std::vector<std::string> channels;  ///< by which the client may ask for it; none: by all
    friend bool operator==(const Reopen&, const Reopen&) = default;
};

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "core/contract/priority.hpp"
#include "core/contract/response.hpp"

namespace desk {

struct Policy::Kind {
    std::string name;
    std::string means;
    bool counts = true;                   ///< its work uses up the monthly cap
    Targets targets = {};                 ///< these replace the priority's
    std::vector<Response> response = {};  ///< replaces the clock's; none: does not
    std::vector<std::string> categories = {};
    std::vector<std::string> was = {};  ///< its names in older tickets
    friend bool operator==(const Kind&, const Kind&) = default;
};

}  // namespace desk

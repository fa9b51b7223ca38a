#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/contract/target.hpp"

namespace desk {

/// How soon, on which calendar. Absent: the contract gives none.
struct Policy::Targets {
    std::string calendar;  ///< empty: the desk's
    std::optional<Goal> respond;
    std::optional<Goal> resolve;
    friend bool operator==(const Targets&, const Targets&) = default;
};

struct Policy::Priority {
    std::string name;
    std::string means;
    Targets targets = {};
    std::vector<std::string> channels = {};            ///< by which it may be reported; none: by all
    std::vector<std::string> offers = {"workaround"};  ///< one of them, with a promised date, meets `next release`
    std::string contact = {};                          ///< whom or what to turn to, as the contract says it
    bool immediate = false;                            ///< first in the queue
    std::vector<std::string> was = {};                 ///< its names in older tickets
    friend bool operator==(const Priority&, const Priority&) = default;
};

}  // namespace desk

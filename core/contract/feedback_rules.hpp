#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"

namespace desk {

struct Policy::Feedback {
    std::vector<std::string> scale;  ///< the best first; none: every word is a score
    std::string headline;            ///< the score whose share is reported first; empty: the best
    std::optional<Percent> goal;     ///< of the headline
    std::string low;                 ///< this score and those below it want a follow-up; empty: none does
    friend bool operator==(const Feedback&, const Feedback&) = default;
};

}  // namespace desk

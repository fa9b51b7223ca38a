#pragma once

#include <optional>

#include "core/contract/policy.hpp"
#include "core/contract/target.hpp"

namespace desk {

/// How a resolved ticket is closed.
struct Policy::Resolution {
    enum class Confirm { no, ask, demand };  ///< the client's word before a ticket is closed

    Confirm confirm = Confirm::ask;
    std::optional<Target> close_after;  ///< of the resolution, without a word of the client: it closes by itself
    friend bool operator==(const Resolution&, const Resolution&) = default;
};

}  // namespace desk

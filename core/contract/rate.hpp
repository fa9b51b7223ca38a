#pragma once

#include "core/contract/money.hpp"
#include "core/contract/policy.hpp"
#include "core/time/time.hpp"

namespace desk {

/// What an hour of work costs from a day on.
struct Policy::Rate {
    Day from{};
    Money hourly{};
    friend bool operator==(const Rate&, const Rate&) = default;
};

}  // namespace desk

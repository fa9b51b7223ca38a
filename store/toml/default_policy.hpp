#pragma once

#include <string>

#include "core/contract/policy.hpp"

namespace desk {

/// What `desk init` writes: a commented policy that works as it is. `agent` is a line of the agents table, or empty.
std::string default_policy_toml(const std::string& name, const std::string& timezone, const Policy::Agent& agent);

}  // namespace desk

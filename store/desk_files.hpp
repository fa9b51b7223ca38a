#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/client.hpp"
#include "store/file.hpp"
#include "store/policy_toml.hpp"

namespace desk {

/// The desk of this policy with the further ones of `policies/` and the clients of `clients/`. What cannot be read is among its
/// problems; a client of such a file, or of such a policy, is `broken`.
Desk desk_from(const Folder& folder, const Policy& policy);

/// What the text of a desk.toml says; where it is refused, that is a problem.
std::optional<Policy> policy_from(const std::string& text, const ReadFile& read, std::vector<Problem>& problems);

}  // namespace desk

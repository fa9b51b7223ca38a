#pragma once

#include "core/client.hpp"
#include "store/file.hpp"

namespace desk {

/// The desk of this policy with the further ones of `policies/` and the clients of `clients/`. What cannot be read is among its
/// problems; a client of such a file, or of such a policy, is `broken`.
Desk desk_from(const Folder& folder, const Policy& policy);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/time/time.hpp"

namespace desk {

/// The bundle to use: the file, or the newest in a folder; with `until` the newest that is not later. `Fault::not_found`
/// if there is none.
std::string bundle_meant(const std::string& typed, std::optional<Instant> until);

/// A repository that was recreated from a bundle.
struct Restored {
    std::string folder;
    std::vector<std::string> desks;  ///< the folders in it that are desks
};

/// Makes it in a folder that must be empty or not exist. A failure leaves nothing behind.
Restored restore(const std::string& bundle, const std::string& typed);

}  // namespace desk

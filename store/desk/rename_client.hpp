#pragma once

#include <string>

#include "store/desk/change.hpp"

namespace desk {

/// Stages a new name for the client, who has a file: the file gets it, and keeps the old one as `was`. No ticket
/// or record is touched. Refuses a name that is another client's, or a file that would lose something.
void stage_renamed_client(Change& change, const Store& store, const Client& client, const std::string& name);

/// The policies that name the client: their conditions do not match another name.
std::vector<std::string> policies_naming(const Store& store, const std::string& client);

}  // namespace desk

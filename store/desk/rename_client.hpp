#pragma once

#include <string>

#include "store/desk/change.hpp"

namespace desk {

/// Stages that the client, who has a file, is called by another name from now on: the file gets it, and says who the client was.
/// No ticket and no record is touched. Refuses a name that is another client's, or a file that would lose something.
void stage_renamed_client(Change& change, const Store& store, const Client& client, const std::string& name);

/// The policies that speak of the client by its name: a condition of theirs does not hold under another.
std::vector<std::string> policies_naming(const Store& store, const std::string& client);

}  // namespace desk

#pragma once

#include <string>

namespace desk {

/// Makes a desk in the folder: `desk.toml` with this text, `tickets/`, `.gitattributes`; in a repository, one commit of them.
/// Refuses a folder that is a desk already. The policy is written last: killed before, there is no desk.
void make_desk(const std::string& path, const std::string& policy, bool commit);

}  // namespace desk

#pragma once

#include <string>

namespace desk {

struct NewDesk {
    std::string policy;      ///< the text of `desk.toml`
    bool repository = true;  ///< makes a git repository where the folder is in none
    bool commit = true;      ///< in a repository, one commit of the desk's files
};

/// Makes a desk in the folder: `desk.toml`, `tickets/`, `.gitattributes`. Answers whether it made a repository. Refuses a folder
/// that is a desk already; where a new repository would get no commit, nothing is made. The policy is written last: killed
/// before, there is no desk.
bool make_desk(const std::string& path, const NewDesk& desk);

}  // namespace desk

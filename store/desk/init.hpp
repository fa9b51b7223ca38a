#pragma once

#include <string>

namespace desk {

struct NewDesk {
    std::string policy;      ///< the text of `desk.toml`
    bool repository = true;  ///< makes a git repository if the folder is not in one
    bool commit = true;      ///< in a repository, one commit of the desk's files
};

/// Makes a desk in the folder: `desk.toml`, `tickets/`, `.gitattributes`. Returns whether it made a repository. Refuses a
/// folder that is already a desk; if a new repository would get no commit, nothing is made. The policy is written last: if killed
/// before, there is no desk.
bool make_desk(const std::string& path, const NewDesk& desk);

}  // namespace desk

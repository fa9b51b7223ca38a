#pragma once

#include <string>
#include <vector>

#include "store/git/sync.hpp"

/// What a git leaves that was killed while it merged: files in the work tree that are no change of anybody's.
namespace desk {

/// Those of these changed files that have just the bytes that a merge of the remote's branch would give them.
std::vector<std::string> made_by_merge(const Git& git, const Remote& remote, const std::vector<std::string>& paths);

/// Puts files back to what the last commit has; those that it has not go.
void put_back(const Git& git, const std::vector<std::string>& paths);

}  // namespace desk

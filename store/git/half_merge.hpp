#pragma once

#include <string>
#include <vector>

#include "store/git/repository.hpp"

/// What a git leaves that was killed while it merged: files in the work tree that are no change of anybody's.
namespace desk {

/// Before git begins to merge this commit into HEAD's, which is empty before the first one.
void note_merge(const Git& git, const std::string& head, const std::string& merged);

/// Git has finished, or has left a state of its own to be finished.
void forget_merge(const Git& git);

/// Puts back what the merge that was noted had half made, so that it can be made again, whatever others have pushed meanwhile.
/// Only where HEAD is still the commit that it began at, and git knows of no merge. To be called under the desk's lock.
void put_back_half_merge(const Git& git);

/// The files, by their paths from the top of the work tree, that a merge of this commit would write and that are as it would
/// write them, or partly so.
std::vector<std::string> made_by_merge(const Git& git, const std::string& merged);

/// Puts files back to what the last commit has; those that it has not go.
void put_back(const Git& git, const std::vector<std::string>& paths);

/// Whether git's note on the merge under way says something: a git that is killed leaves none behind, or an empty one.
bool has_note(const Git& git, std::string_view name);

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "store/git/repository.hpp"

/// What a git that was killed while merging leaves behind: files in the work tree that are nobody's change.
namespace desk {

/// Before git begins to merge this commit into HEAD's, which is empty before the first one.
void note_merge(const Git& git, const std::string& head, const std::string& merged);

/// Git has finished, or left a state of its own to be finished.
void forget_merge(const Git& git);

/// Takes back what the noted merge had half done, so that it can be repeated, whatever others have pushed meanwhile.
/// Only if HEAD is still the commit that it began at, and git knows of no merge. To be called under the desk's lock.
void put_back_half_merge(const Git& git);

/// The files, by their paths from the top of the work tree, that a merge of this commit would write and that are as it would
/// write them, or partly so.
std::vector<std::string> made_by_merge(const Git& git, const std::string& merged);

/// Restores files from the last commit; those that it does not have are removed.
void put_back(const Git& git, const std::vector<std::string>& paths);

/// Whether git's own note on the merge in progress is usable: a git that is killed leaves none, or an empty one.
bool has_note(const Git& git, std::string_view name);

}  // namespace desk

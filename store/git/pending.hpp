#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/git/repository.hpp"

/// Commits that a command should have made but did not: it was killed before, or git refused.
namespace desk {

/// Before a command's files are in place: notes what its commit will be. `contents` are the files' bytes, in the order of the
/// paths; absent: it is removed. Added after what was noted before and is still not committed.
void note_commit(const Git& git, const Git::Commit& commit, const std::vector<std::optional<std::string_view>>& contents);

/// The last one noted was made, or never will be.
void forget_commit(const Git& git);

/// The message of the last one that is noted; empty: there is none.
std::string last_noted_commit(const Git& git);

/// Makes the commits that were noted: each of exactly those of its files that are as its command wrote them, under its message.
/// What git refuses again stays noted. Nothing while a merge or the like is in progress. To be called under the desk's lock.
void make_noted_commits(const Git& git);

}  // namespace desk

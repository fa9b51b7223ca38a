#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/git/repository.hpp"

/// Taking the last commit off a branch.
namespace desk {

struct MadeCommit {
    std::string hash;
    std::vector<std::string> parents;
    std::string message;
    std::vector<std::string> files;  ///< relative to the folder, against the first parent; those outside it are `outside`
    bool outside = false;

    std::string subject() const { return message.substr(0, message.find('\n')); }
};

/// Absent where there is none.
std::optional<MadeCommit> commit_at(const Git& git, const std::string& revision);

/// What else has the commit in it, besides HEAD and the branch that it stands for: `origin/main`, `the branch other`, `the tag
/// v1`. Empty: nothing has.
std::string holder_of(const Git& git, const MadeCommit& commit);

/// Goes back from HEAD's commit to its only parent, in the branch and, for the files of the commit, in the index. The work tree
/// stays, and so do all other files. `Fault::busy` with nothing changed where the index is locked.
void step_back(const Git& git, const MadeCommit& commit);

}  // namespace desk

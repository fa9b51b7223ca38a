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

/// Absent if there is none.
std::optional<MadeCommit> commit_at(const Git& git, const std::string& revision);

/// What else contains the commit, besides HEAD and its branch: `origin/main`, `the branch other`, `the
/// tag v1`. Empty: nothing.
std::string holder_of(const Git& git, const MadeCommit& commit);

/// Goes back from HEAD's commit to its only parent, in the branch and, for the files of the commit, in the index. The
/// work tree and all other files stay. `Fault::busy` with nothing changed if the index is locked.
void step_back(const Git& git, const MadeCommit& commit);

}  // namespace desk

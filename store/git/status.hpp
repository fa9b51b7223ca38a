#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/git/repository.hpp"

/// How a work tree differs from the last commit, and that from what its branch follows: one question to git.
namespace desk {

/// Commits that one side has and the other has not.
struct Distance {
    int ahead = 0, behind = 0;
};

struct WorkTree {
    std::string upstream;              ///< `origin/main`; empty: the branch follows none
    std::optional<Distance> distance;  ///< from the upstream, where that is there
    std::vector<std::string> changed;  ///< the files that differ, and are there, by path
    std::vector<std::string> gone;     ///< those that the last commit or the index has and the work tree has not
};

/// Of the files at or below these paths, which are relative to the folder.
WorkTree work_tree(const Git& git, const std::vector<std::string>& below, Git::Filters filters = Git::Filters::run);

/// Those of them that the last commit has and the work tree has not; of a file that nobody has checked out that is not known.
/// Empty where git cannot say.
std::vector<std::string> gone_from_last_commit(const Git& git, const std::vector<std::string>& below);

/// Those of them that git knows and a sparse checkout leaves out.
std::vector<std::string> not_checked_out(const Git& git, const std::vector<std::string>& below);

/// Those of them that the commit `before` has and `after` has not. None where git does not know one of them.
std::vector<std::string> removed_between(const Git& git, const std::string& before, const std::string& after,
                                         const std::vector<std::string>& below);

/// Those of them that `after` has and `before` has not, or otherwise.
std::vector<std::string> changed_between(const Git& git, const std::string& before, const std::string& after,
                                         const std::vector<std::string>& below);

/// Those of them that were removed since the branch has left its upstream. None where it has none.
std::vector<std::string> removed_since_upstream(const Git& git, const std::vector<std::string>& below);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/git/repository.hpp"

/// How a work tree differs from the last commit, and the commit from its upstream: one call of git.
namespace desk {

/// Commits that one side has and the other has not.
struct Distance {
    int ahead = 0, behind = 0;
};

struct WorkTree {
    std::string upstream;              ///< `origin/main`; empty: the branch follows none
    std::optional<Distance> distance;  ///< from the upstream, where that is there
    std::vector<std::string> changed;  ///< the files that differ and exist, by path
    std::vector<std::string> gone;     ///< those in the last commit or the index but not in the work tree
};

/// Of the files at or below these paths, which are relative to the folder.
WorkTree work_tree(const Git& git, const std::vector<std::string>& below, Git::Filters filters = Git::Filters::run);

/// Those of them in the last commit but not in the work tree; not known for a file that is not checked out.
/// Empty if git cannot say.
std::vector<std::string> gone_from_last_commit(const Git& git, const std::vector<std::string>& below);

/// Those of them that git knows and a sparse checkout leaves out.
std::vector<std::string> not_checked_out(const Git& git, const std::vector<std::string>& below);

/// Those of them in the commit `before` but not in `after`. None if git does not know one of them.
std::vector<std::string> removed_between(const Git& git, const std::string& before, const std::string& after,
                                         const std::vector<std::string>& below);

/// Those of them in `after` that are not in `before`, or differ there.
std::vector<std::string> changed_between(const Git& git, const std::string& before, const std::string& after,
                                         const std::vector<std::string>& below);

/// Those of them that were removed since the branch left its upstream. None if it has no upstream.
std::vector<std::string> removed_since_upstream(const Git& git, const std::vector<std::string>& below);

}  // namespace desk

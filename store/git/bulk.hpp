#pragma once

#include "store/file/subprocess.hpp"
#include "store/git/repository.hpp"

/// Commits of many files. `git commit --only` compares every path that it is told with every file it knows, and takes no more
/// paths than fit on a command line.
namespace desk::git {

/// From how many files on this is the quicker way.
constexpr std::size_t many = 500;

/// As `Git::commit`: exactly these files, with hooks and signature; what else is staged stays staged. Answers how the git went
/// that failed, or the last one. A failure leaves git's index as it was.
Ran commit_in_bulk(const Git& git, const Git::Commit& commit);

/// Those of these paths that git ignores and does not know.
std::vector<std::string> ignored(const Git& git, const std::vector<std::string>& paths);

}  // namespace desk::git

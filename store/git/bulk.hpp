#pragma once

#include "store/file/subprocess.hpp"
#include "store/git/repository.hpp"

/// Commits of many files. `git commit --only` compares every given path with every file it knows, and takes only as
/// many paths as fit on a command line.
namespace desk::git {

/// The number of files from which this is quicker.
constexpr std::size_t many = 500;

/// Like `Git::commit`: exactly these files, with hooks and signature; other staged changes stay staged. Returns the result of the
/// git that failed, or of the last one. A failure leaves git's index as it was.
Ran commit_in_bulk(const Git& git, const Git::Commit& commit);

/// Those of these paths that git ignores and does not know.
std::vector<std::string> ignored(const Git& git, const std::vector<std::string>& paths);

}  // namespace desk::git

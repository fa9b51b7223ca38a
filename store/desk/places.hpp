#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "store/desk/desk_files.hpp"
#include "store/desk/store.hpp"
#include "store/file/file.hpp"
#include "store/git/repository.hpp"
#include "store/git/status.hpp"

namespace desk {

/// The files that desk.toml and those of `policies/` name, wherever they are in the desk, sorted: whether or not they exist,
/// and as far as the policies can be read.
std::vector<std::string> files_named(const DeskFiles& files);

/// All that belongs to a desk: its places, and what its policies name elsewhere.
std::vector<std::string> paths_of_desk(const DeskFiles& files);

/// How the files of the desk differ from git's last commit, without what readers ignore and what editors and the like leave.
WorkTree uncommitted_files(const Folder& folder, const Git& git, Git::Filters filters = Git::Filters::run);

/// Whether the desk misses the file when it is gone: it belongs to a place, and is neither git's own nor a leftover.
bool must_stay(std::string_view path);

/// Whether it is a month's file of an older desk whose records are now in files of their own: `check --fix` removes it.
bool is_split(const Folder& folder, std::string_view path);

/// What of the desk is in git but not in the work tree: removed, or left out by a sparse checkout. Empty if git cannot say.
std::vector<Problem> missing_files(const Folder& folder, const Git& git);

/// The same as problems of the store: for what covers the whole desk.
void add_missing_files(const Store& store);

/// What commits that are only here have removed, and the upstream of the branch has.
std::vector<Problem> removed_here(const Folder& folder, const Git& git);

/// The problem that this file, which git has, is gone.
Problem gone(const std::string& path);

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "core/base/places.hpp"
#include "store/desk/desk_files.hpp"
#include "store/file/file.hpp"
#include "store/git/repository.hpp"

namespace desk {

/// The files that desk.toml and those of `policies/` name, wherever they lie in the desk, sorted: whether or not they are there,
/// and as far as the policies can be read.
std::vector<std::string> files_named(const DeskFiles& files);

/// All that belongs to a desk: its places, and what its policies name elsewhere.
std::vector<std::string> paths_of_desk(const DeskFiles& files);

/// The files of the desk that differ from git's last commit, without what readers pass over.
std::vector<std::string> uncommitted_files(const Folder& folder, const Git& git, Git::Filters filters = Git::Filters::run);

}  // namespace desk

#pragma once

#include <string>

#include "store/git/repository.hpp"

/// A whole repository in one file, as git-bundle(1) writes it.
namespace desk {

/// Writes every ref and HEAD, with all that they need, to a new file. Returns the commit of HEAD in it. Refuses a
/// repository without a commit, and one that lacks part of its history. `progress`: git shows it on standard error.
std::string write_bundle(const Git& git, const std::string& file, bool progress);

/// Why the bundle cannot be restored; empty if it can. All of it is read, and takes up its size again next to
/// the bundle meanwhile, or in the folder `otherwise` if that is not writable: `git bundle verify` would accept a
/// file that was cut short.
std::string trouble_with_bundle(const Git& git, const std::string& file, const std::string& otherwise = {});

/// Makes a repository and its work tree from a bundle: branches, tags and everything except remotes. The folder must
/// not exist. Returns why that cannot be done; empty if it is done, and then it is durable.
std::string clone_bundle(const std::string& file, const std::string& folder);

}  // namespace desk

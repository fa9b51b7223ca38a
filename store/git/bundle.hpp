#pragma once

#include <string>

#include "store/git/repository.hpp"

/// A whole repository in one file, as git-bundle(1) writes it.
namespace desk {

/// Writes every ref and HEAD, with all that they need, into a new file. Answers the commit that HEAD has in it. Refuses a
/// repository without a commit, and one that lacks a part of its history. `progress`: git shows it on standard error.
std::string write_bundle(const Git& git, const std::string& file, bool progress);

/// Why nothing can be made of the bundle again; empty when it can. All of it is read, and takes up as much room again beside
/// the bundle meanwhile, or in the folder `otherwise` where one may not write there: `git bundle verify` would be content with a
/// file that was cut short.
std::string trouble_with_bundle(const Git& git, const std::string& file, const std::string& otherwise = {});

/// Makes a repository and its work tree of a bundle: branches, tags and all else but what was known of remotes. The folder must
/// not be there. Answers why that cannot be done; empty when it is done, and then it is durable.
std::string clone_bundle(const std::string& file, const std::string& folder);

}  // namespace desk

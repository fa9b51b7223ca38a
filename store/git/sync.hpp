#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "store/git/repository.hpp"
#include "store/git/status.hpp"

/// What a clone exchanges with the others, through git.
namespace desk {

/// Another repository, and the branch there that ours follows.
struct Remote {
    std::string name;    ///< `origin`
    std::string branch;  ///< the branch there
    std::string here;    ///< the branch of this work tree
    bool known = false;  ///< whether our branch says so in git's configuration

    std::string text() const { return name + "/" + branch; }
    std::string tracking() const { return "refs/remotes/" + text(); }
};

/// The remote of the current branch: by git's configuration, else the only remote, else `origin`. Refuses a detached HEAD and a
/// repository without a remote.
Remote remote_of(const Git& git);

/// Sets up git's merge driver if it is not. `program` is a shell word. Returns whether something was changed.
bool install_merge_driver(const Git& git, const std::string& program);

/// Fetches. Returns whether the branch existed before and no longer does; then our record of it is removed. `Fault::io` if the
/// other repository cannot be reached. `progress`: git shows it on standard error.
bool fetch(const Git& git, const Remote& remote, bool progress);

/// Makes the remote's branch, which exists, our upstream.
void follow(const Git& git, const Remote& remote);

/// Nothing is behind if the branch there does not exist yet.
Distance distance(const Git& git, const Remote& remote);

/// A file that a merge brought, by its path in the desk.
struct Arrival {
    std::string path;
    bool created = false;
};

/// Merges what was fetched. If git cannot, `Fault::io` names the files, and git's state stays for people to finish.
std::vector<Arrival> merge(const Git& git, const Remote& remote);

/// Refuses if a merge is in progress whose files are not all resolved, or a rebase or the like.
void must_be_free_to_merge(const Git& git);

/// Finishes a merge whose files are all resolved, and drops one in which git was killed before it noted what it merges; refuses
/// as `must_be_free_to_merge` does.
void finish_merge(const Git& git, const Remote& remote);

/// Absent on success; else git's message. Somebody else may have pushed first.
std::optional<Error> push(const Git& git, const Remote& remote, bool progress);

}  // namespace desk

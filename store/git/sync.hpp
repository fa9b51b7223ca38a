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

/// Another repository, and the branch of it that ours goes with.
struct Remote {
    std::string name;    ///< `origin`
    std::string branch;  ///< the branch there
    std::string here;    ///< the branch of this work tree
    bool known = false;  ///< whether our branch says so in git's configuration

    std::string text() const { return name + "/" + branch; }
    std::string tracking() const { return "refs/remotes/" + text(); }
};

/// Where the current branch goes: as git's configuration says, else the only remote, else `origin`. Refuses a detached HEAD and a
/// repository without a remote.
Remote remote_of(const Git& git);

/// Tells git how tickets are merged, unless it knows. `program` is a shell word. Answers whether something was changed.
bool install_merge_driver(const Git& git, const std::string& program);

/// Answers whether the branch, which was there before, is no longer: then nothing of ours says that it is. `Fault::io` when the
/// other repository cannot be reached. `progress`: git shows it on standard error.
bool fetch(const Git& git, const Remote& remote, bool progress);

/// From now on our branch says that it goes with the remote's, which is there.
void follow(const Git& git, const Remote& remote);

/// Nothing is behind where the branch there does not exist yet.
Distance distance(const Git& git, const Remote& remote);

/// A file that a merge brought, by its path in the desk.
struct Arrival {
    std::string path;
    bool created = false;
};

/// Merges what was fetched. Where git cannot, `Fault::io` names the files, and git's state stays for people to finish.
std::vector<Arrival> merge(const Git& git, const Remote& remote);

/// Refuses where a merge is under way whose files are not all resolved, or a rebase or the like.
void must_be_free_to_merge(const Git& git);

/// Finishes a merge whose files are all resolved, and forgets one that git was killed in before it said what it merges; refuses
/// as `must_be_free_to_merge` does.
void finish_merge(const Git& git, const Remote& remote);

/// Absent when it went well; else what git said. Somebody else may have been first.
std::optional<Error> push(const Git& git, const Remote& remote, bool progress);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

/// Runs git. Never a shell; nothing from the store becomes an option, a pathspec or a command. Failures are `Fault::io`, a
/// stale or held lock of git's `Fault::busy`.
namespace desk {

struct Person {
    std::string name, email;
};

class Git {
public:
    /// The repository that the folder is in, found without starting a process; absent if there is none. A
    /// folder above without permission ends the search; any other failure is `Fault::io`.
    static std::optional<Git> around(const std::string& folder);

    /// The `.git` in the folder that is not a repository, if the folder is not in one either; empty: there is no
    /// such thing.
    static std::string unusable(const std::string& folder);

    /// Makes a new repository in the folder, or completes one that was begun. `Fault::io` if git is missing or refuses.
    static Git make(const std::string& folder);

    /// `Fault::io` if git does not know the author of a commit in this folder.
    static void must_know_author(const std::string& folder);

    /// `user.name` and `user.email` as git knows them for this folder; empty if unset. Works outside a repository too;
    /// empty if there is no git.
    static Person identity(const std::string& folder);

    /// The editor that the person has told git of, in their own configuration or the machine's; never what the repository's says:
    /// that comes with the data. Empty where there is none, or no git.
    static std::string editor(const std::string& folder);

    const std::string& folder() const { return folder_; }
    const std::string& top() const { return top_; }
    const std::string& prefix() const { return prefix_; }
    const std::string& git_dir() const { return git_dir_; }

    /// Whether this clone is the one that sends automatic mails: `desk.mailhost` of git's configuration, which is never cloned.
    bool sends_mails() const;

    /// What is in progress in this work tree: merge, rebase, cherry-pick, revert; empty: nothing.
    std::string under_way() const;

    struct Commit {
        std::string message;
        std::vector<std::string> paths;    ///< relative to the folder; exactly these are committed
        std::vector<std::string> created;  ///< those of `paths` that git does not know yet; wrong ones only cost time
    };

    /// The result of a commit.
    struct Attempt {
        std::string why_not;           ///< git was not asked for it, which is no failure
        std::optional<Error> failure;  ///< git refused it: the files are written all the same
    };

    /// One durable commit of these files as they are now. Other changes, staged or not, stay as they are. During a merge,
    /// rebase or cherry-pick, or if git ignores the files, nothing is committed. A failure leaves git's index as it was.
    Attempt attempt(const Commit& commit) const;

    /// The same; throws the failure, and returns why it was not asked for.
    std::string commit(const Commit& commit) const;

    /// Waits until git's index and branch are on disk as they are now: git syncs what it writes, but not the rename,
    /// nor the index of `commit --only`. Otherwise a power cut would leave the index's lock behind, or an empty index.
    /// Returns what failed.
    std::optional<Error> settle() const;

    /// Whether the programs that the repository's configuration names for the content of files are run.
    enum class Filters { run, ignored };

    /// The paths at or below these that differ from the last commit.
    std::vector<std::string> uncommitted(const std::vector<std::string>& below, Filters filters = Filters::run) const;

private:
    Git() = default;

    std::string folder_;   ///< where git is run; paths are relative to it
    std::string top_;      ///< of the work tree
    std::string prefix_;   ///< the folder as git names it, from the top of the work tree: empty, or with a final slash
    std::string git_dir_;  ///< of this work tree
};

}  // namespace desk

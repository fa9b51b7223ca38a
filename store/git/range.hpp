#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/file/subprocess.hpp"

/// What the commits of a range did, from git. Git runs in the repository that the environment names, as in a hook, and
/// once for many commits. Nothing that was typed or pushed becomes an option. Failures are `Fault::io`.
namespace desk {

struct RangeCommit {
    std::string id;
    std::vector<std::string> parents;
    std::string author, email;
};

/// A file in a commit.
struct Blob {
    std::string id;     ///< empty: the commit has no such file
    bool plain = true;  ///< false: a link or a submodule

    bool exists() const { return !id.empty(); }
    friend bool operator==(const Blob&, const Blob&) = default;
};

/// A file that differs in a commit from at least one of its parents.
struct FileChange {
    std::size_t commit = 0;    ///< its place in the range
    std::string path;          ///< in the desk
    std::vector<Blob> before;  ///< in each parent
    Blob after;
};

/// A repository, seen from the outside: it may have no work tree, and it may be the one that a hook runs in.
class Repository {
public:
    /// The one that the folder is in, or that the environment names. `Fault::not_found` if there is none.
    static Repository at(const std::string& folder);

    bool bare() const { return bare_; }

    /// The id of the commit that a name such as `main~3` means; absent: there is none.
    std::optional<std::string> commit(std::string_view name) const;

    /// The commits that `typed`, OLD..NEW, names, each after its parents. An OLD of zeros is a new branch: all that no
    /// branch has yet; a NEW of zeros is a deleted one: none. `Fault::usage` if it is not a range, or git does not know it.
    std::vector<RangeCommit> range(std::string_view typed) const;

    /// The OLD of a range; empty: the branch is new, or NEW is gone.
    std::string old_of(std::string_view typed) const;

    /// What they changed below the prefix (empty, or a folder and `/`), by commit and then by path.
    std::vector<FileChange> changes(std::span<const RangeCommit> commits, const std::string& prefix) const;

    /// The id of the file in each of the commits; empty: it has none.
    std::vector<std::string> ids(std::span<const RangeCommit> commits, const std::string& path) const;

    /// Their contents, by id; absent: larger than `limit`.
    std::map<std::string, std::optional<std::string>> contents(std::span<const std::string> ids, std::size_t limit) const;

    /// A file of a commit; absent: there is none, or it is larger than `limit`.
    std::optional<std::string> content(const std::string& commit, const std::string& path, std::size_t limit) const;

    /// The files at or below these paths in a commit, with their ids, by path.
    std::map<std::string, std::string> files(const std::string& commit, const std::vector<std::string>& paths) const;

    /// The id that a file has when git itself merges these two, empty if it has none then; absent: git cannot merge them.
    std::optional<std::string> merged_id(const std::string& one, const std::string& other, const std::string& path) const;

    /// The added files that existed before, in the history of the commit that adds them.
    std::vector<FileChange> reused(std::span<const FileChange> added, std::span<const RangeCommit> commits,
                                   const std::string& prefix) const;

    /// What is wrong with each commit's signature, by git's judgement; empty: it is good.
    std::vector<std::string> doubts_about_signatures(std::span<const RangeCommit> commits) const;

private:
    Repository() = default;
    Ran ask(std::vector<std::string> words, std::string input = {}) const;
    std::string must(std::vector<std::string> words, std::string input = {}) const;
    std::string id_of(std::string_view name) const;
    std::vector<std::string> revisions(std::string_view typed) const;
    bool is_ancestor(const std::string& a, const std::string& b) const;

    std::string folder_, git_dir_;
    bool bare_ = false;
};

}  // namespace desk

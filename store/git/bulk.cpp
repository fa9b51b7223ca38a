#include "store/git/bulk.hpp"

#include <filesystem>
#include <system_error>

#include "store/git/hooks.hpp"
#include "store/git/run.hpp"

namespace desk::git {
namespace {

// Many objects in one go: git waits for the disk once, not for each.
const Words add{"-c", "core.fsyncMethod=batch", "update-index", "--add", "--remove", "-z", "--stdin"};

/// An index for one commit, gone at the end of its life. There is one at a time, under the lock of the store; what a killed
/// process has left is overwritten.
class OwnIndex {
public:
    explicit OwnIndex(const Git& git) : git_(git), path_(git.git_dir() + "/desk-index") { remove(); }
    OwnIndex(const OwnIndex&) = delete;
    OwnIndex& operator=(const OwnIndex&) = delete;
    ~OwnIndex() { remove(); }

    Ran run(const Words& words, std::string input = {}) const {
        return run_on_index(path_, git_.folder(), words, std::move(input));
    }

private:
    void remove() const {
        for (const auto* suffix : {"", ".lock"}) {
            std::error_code missing;
            std::filesystem::remove(path_ + suffix, missing);
        }
    }

    const Git& git_;
    std::string path_;
};

Ran commit_on(const Git& git, const OwnIndex& index, bool first, const std::string& files, const std::string& message) {
    auto ran = index.run(first ? Words{"read-tree", "--empty"} : Words{"read-tree", "HEAD"});
    if (ran.well()) ran = index.run(add, files);
    if (!ran.well()) return ran;
    const bool committed_before = !first && index.run({"diff-index", "--quiet", "--cached", "HEAD"}).well();
    if (committed_before) return ran;
    const Words words{"-c", "commit.verbose=false", "commit", "--quiet", "--cleanup=verbatim", "--no-edit", "-F", "-"};
    return index.run(with_hooks(git, words), message);
}

}  // namespace

Ran commit_in_bulk(const Git& git, const Git::Commit& commit) {
    const auto files = listed(commit.paths, '\0');
    const bool first = !run(git.folder(), {"rev-parse", "--verify", "--quiet", "HEAD"}).well();
    auto ran = commit_on(git, OwnIndex(git), first, files, commit.message);
    // Killed before this, the index has them as they were; the next commit of them finds nothing to do, and comes here.
    return ran.well() ? run_when_unlocked(git.folder(), add, files) : ran;
}

Words ignored(const Git& git, const Words& paths) {
    constexpr int none = 1;
    constexpr std::string_view here = "./";  // nothing behind it begins a pathspec, which is what git-check-ignore(1) wants
    std::string asked;
    for (const auto& path : paths) asked.append(here).append(path).push_back('\0');
    const auto ran = run(git.folder(), {"check-ignore", "-z", "--stdin"}, asked);
    if (!ran.well() && ran.status != none) throw failed(ran, "cannot ask git what it ignores: ");
    auto found = entries_of(ran.out, '\0');
    for (auto& path : found) path.erase(0, here.size());
    return found;
}

}  // namespace desk::git

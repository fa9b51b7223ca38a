#include "store/git/undo.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

void add_files(const Git& git, MadeCommit& commit) {
    Words words{"diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--no-renames"};
    if (commit.parents.empty()) words.emplace_back("--root");
    if (!commit.parents.empty()) words.push_back(commit.parents.front());
    words.push_back(commit.hash);
    const auto listed = git::must(git.folder(), words, "ask what was committed");
    for (const auto path : split(listed, '\0')) {
        if (path.empty()) continue;
        if (path.starts_with(git.prefix()))
            commit.files.emplace_back(path.substr(git.prefix().size()));
        else
            commit.outside = true;
    }
}

/// The branch that HEAD stands for; empty where it is detached.
std::string branch_of(const Git& git) {
    const auto ran = git::run(git.folder(), {"symbolic-ref", "--quiet", "HEAD"});
    return ran.well() ? std::string(trimmed(ran.out)) : std::string();
}

/// The refs besides this one that count: a stash is put on whatever is there.
Words others_than(const std::string& branch) {
    Words words{"--exclude=refs/stash"};
    if (!branch.empty()) words.push_back("--exclude=" + branch);
    words.emplace_back("--glob=refs/*");
    return words;
}

bool is_reachable_otherwise(const Git& git, const std::string& commit, const std::string& branch) {
    // Asked first, since it need not walk through the whole history as `for-each-ref --contains` does.
    Words words{"rev-list", "--max-count=1", commit, "--not"};
    for (auto& word : others_than(branch)) words.push_back(std::move(word));
    return git::must(git.folder(), words, "ask who has the commit").empty();
}

/// As people know it. Where others have it counts most.
std::string shown(std::vector<std::string_view> refs) {
    constexpr std::string_view remotes = "refs/remotes/", heads = "refs/heads/", tags = "refs/tags/";
    const auto at_others = [&](std::string_view ref) { return ref.starts_with(remotes) && !ref.ends_with("/HEAD"); };
    std::stable_partition(refs.begin(), refs.end(), at_others);
    std::string ref(refs.front());
    if (ref.starts_with(remotes)) return ref.substr(remotes.size());
    if (ref.starts_with(heads)) return "the branch " + ref.substr(heads.size());
    if (ref.starts_with(tags)) return "the tag " + ref.substr(tags.size());
    return ref;
}

/// Moves HEAD, and refuses where it is no longer where it was.
void move_head(const Git& git, const std::string& from, const std::string& to, const std::string& why) {
    git::must(git.folder(), {"update-ref", "-m", "desk undo: " + why, "HEAD", to, from}, "take the commit back");
}

}  // namespace

std::optional<MadeCommit> commit_at(const Git& git, const std::string& revision) {
    const auto ran = git::run(git.folder(), {"rev-list", "--max-count=1", "--no-commit-header", "--encoding=UTF-8",
                                             "--format=%H%n%P%n%B", "--end-of-options", revision, "--"});
    if (!ran.well()) return {};
    const auto lines = split(ran.out, '\n');
    if (lines.size() < 3) return {};
    MadeCommit commit;
    commit.hash = lines[0];
    if (!lines[1].empty()) commit.parents = words_of(lines[1], ' ');
    commit.message = ran.out.substr(std::min(lines[0].size() + lines[1].size() + 2, ran.out.size()));
    add_files(git, commit);
    return commit;
}

std::string holder_of(const Git& git, const MadeCommit& commit) {
    const auto branch = branch_of(git);
    if (!is_reachable_otherwise(git, commit.hash, branch)) return {};
    const auto listed =
        git::must(git.folder(), {"for-each-ref", "--format=%(refname)", "--contains", commit.hash}, "ask who has the commit");
    auto refs = split(listed, '\n');
    std::erase_if(refs, [&](std::string_view ref) { return ref.empty() || ref == branch || ref == "refs/stash"; });
    return refs.empty() ? std::string() : shown(std::move(refs));
}

void step_back(const Git& git, const MadeCommit& commit) {
    const auto& parent = commit.parents.front();
    // The branch first: killed before the index follows, what was recorded is there as a change that is not committed.
    move_head(git, commit.hash, parent, commit.subject());
    Words files;
    for (const auto& path : commit.files) files.push_back(git::literal(path));
    const auto ran = git::run_when_unlocked(
        git.folder(), {"restore", "--source=HEAD", "--staged", "--pathspec-from-file=-", "--pathspec-file-nul"},
        git::listed(files, '\0'));
    if (ran.well()) return;
    move_head(git, parent, commit.hash, "put back, since the index cannot be written");
    throw git::failed(ran, "nothing is undone: ");
}

}  // namespace desk

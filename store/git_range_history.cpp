#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "core/text.hpp"
#include "store/git_range.hpp"
#include "store/git_run.hpp"

namespace desk {
namespace {

using git::Words;

/// The folders that the files lie in, as git names them.
Words folders_of(std::span<const FileChange> files, const std::string& prefix) {
    std::set<std::string> folders;
    for (const auto& file : files) folders.insert(prefix + file.path.substr(0, file.path.rfind('/')));
    return {folders.begin(), folders.end()};
}

std::string sentence_for(std::string_view letter) {
    if (letter == "N") return "has no signature that git can check";
    if (letter == "B") return "has a bad signature";
    if (letter == "X" || letter == "Y") return "has a signature, or a key of it, that has expired";
    if (letter == "R") return "is signed with a key that was revoked";
    if (letter == "E") return "has a signature that cannot be checked: the key is missing";
    return "is signed with a key that is not trusted";
}

}  // namespace

bool Repository::is_ancestor(const std::string& a, const std::string& b) const {
    return ask({"merge-base", "--is-ancestor", a, b}).well();
}

std::vector<FileChange> Repository::reused(std::span<const FileChange> added, std::span<const RangeCommit> commits,
                                           const std::string& prefix) const {
    if (added.empty()) return {};
    const auto folders = folders_of(added, prefix);
    const auto history = must(git::with_paths({"rev-list", "--full-history", commits.back().id}, folders));
    const auto told = must(git::with_paths({"diff-tree", "--stdin", "--always", "-m", "-r", "--root", "-z", "--raw",
                                            "--no-renames", "--no-relative", "--no-ext-diff", "--diff-filter=A"},
                                           folders),
                           history);
    std::unordered_map<std::string_view, std::vector<std::string_view>>
        came_with;  // the commits that have a file and not the parent
    std::string_view commit;
    const auto parts = split(told, '\0');
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i].starts_with(':'))
            came_with[parts.at(++i)].push_back(commit);
        else
            commit = parts[i];

    std::unordered_map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < commits.size(); ++i) place.emplace(commits[i].id, i);
    // A commit of the range comes behind its ancestors, so git need not be asked about those behind it.
    const auto comes_before = [&](std::string_view earlier, const FileChange& file) {
        const auto found = place.find(earlier);
        if (found != place.end() && found->second >= file.commit) return false;
        return is_ancestor(std::string(earlier), commits[file.commit].id);
    };
    std::vector<FileChange> reused;
    for (const auto& file : added) {
        const auto path = prefix + file.path;
        const auto found = came_with.find(path);
        if (found != came_with.end() &&
            std::ranges::any_of(found->second, [&](std::string_view earlier) { return comes_before(earlier, file); }))
            reused.push_back(file);
    }
    return reused;
}

std::vector<std::string> Repository::doubts_about_signatures(std::span<const RangeCommit> commits) const {
    std::string ids;
    for (const auto& commit : commits) ids += commit.id + "\n";
    if (ids.empty()) return {};
    // Not rev-list, which does not heed the configuration of signatures.
    const auto told = must({"log", "--no-show-signature", "--no-walk=unsorted", "--stdin", "--format=%G?"}, ids);
    const auto letters = split(told, '\n');
    std::vector<std::string> doubts(commits.size());
    for (std::size_t i = 0; i < commits.size(); ++i) {
        const auto letter = i < letters.size() ? letters[i] : "N";
        // How far a key must be trusted is for git's configuration to say, and only this heeds it.
        const bool good = (letter == "G" || letter == "U") && ask({"verify-commit", commits[i].id}).well();
        if (!good) doubts[i] = sentence_for(letter);
    }
    return doubts;
}

}  // namespace desk

#include <algorithm>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/git/range.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

using git::Words;

/// Where files that were added came from: the commits that have them and follow one that has not, by path.
using Arrivals = std::unordered_map<std::string, std::vector<std::string>>;

/// What git is to look at for these files: they themselves, or their folders where they are many.
Words paths_of(std::span<const FileChange> files, const std::string& prefix) {
    constexpr std::size_t many = 32;
    std::set<std::string> paths;
    for (const auto& file : files)
        paths.insert(prefix + (files.size() < many ? file.path : file.path.substr(0, file.path.rfind('/'))));
    return {paths.begin(), paths.end()};
}

/// The commits that the range begins behind.
std::string boundary_of(std::span<const RangeCommit> commits) {
    std::set<std::string_view> parents;
    for (const auto& commit : commits) parents.insert(commit.parents.begin(), commit.parents.end());
    for (const auto& commit : commits) parents.erase(commit.id);
    std::string lines;
    for (const auto parent : parents) lines.append(parent).append("\n");
    return lines;
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
    Arrivals arrivals;
    for (const auto& file : added) arrivals[prefix + file.path].push_back(commits[file.commit].id);
    if (const auto boundary = boundary_of(commits); !boundary.empty() && !added.empty()) {
        const auto paths = paths_of(added, prefix);
        const auto history = must(git::with_paths({"rev-list", "--full-history", "--stdin"}, paths), boundary);
        const auto told = must(git::with_paths({"diff-tree", "--stdin", "--always", "-m", "-r", "--root", "-z", "--raw",
                                                "--no-renames", "--no-relative", "--no-ext-diff", "--diff-filter=A"},
                                               paths),
                               history);
        std::string commit;
        const auto parts = split(told, '\0');
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (!parts[i].starts_with(':'))
                commit = parts[i];
            else if (const auto known = arrivals.find(std::string(parts.at(++i))); known != arrivals.end())
                known->second.push_back(commit);
        }
    }
    std::vector<FileChange> reused;
    for (const auto& file : added) {
        const auto& id = commits[file.commit].id;
        const auto came_before = [&](const std::string& other) { return other != id && is_ancestor(other, id); };
        if (std::ranges::any_of(arrivals[prefix + file.path], came_before)) reused.push_back(file);
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

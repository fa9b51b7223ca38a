#include "store/git/half_merge.hpp"

#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <unordered_map>

#include "core/base/text.hpp"
#include "store/file/file.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;
using git::Words;

// All of this is done at the top of the work tree: `git hash-object --stdin-paths` wants paths from there.

/// `MODE blob HASH<TAB>PATH` of every file of the tree; none where there is no such tree.
Words files_of(const Git& git, const std::string& tree) {
    return git::entries_of(git::run(git.top(), {"ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree}).out, '\0');
}

std::string path_of(const std::string& file) { return file.substr(file.find('\t') + 1); }

std::string hash_of(const std::string& file) {
    const auto end = file.find('\t');
    const auto start = file.rfind(' ', end) + 1;
    return file.substr(start, end - start);
}

/// The tree that the merge would give, with git's marks where it conflicts; empty where git cannot say.
std::string merged_tree(const Git& git, const Remote& remote) {
    constexpr int conflicts = 1;
    const auto ran = git::run(git.folder(), {"merge-tree", "--write-tree", "--name-only", "HEAD", remote.tracking()});
    if (!ran.well() && ran.status != conflicts) return {};
    return std::string(split(ran.out, '\n').front());
}

}  // namespace

Words made_by_merge(const Git& git, const Remote& remote, const Words& paths) {
    Words asked, full;
    for (const auto& path : paths) {
        if (path.find('\n') != std::string::npos) continue;  // git is told one a line
        std::error_code failed;
        if (!fs::is_regular_file(fs::symlink_status(fs::path(git.folder()) / path, failed))) continue;
        asked.push_back(path);
        full.push_back(git.prefix() + path);
    }
    const auto tree = asked.empty() ? std::string() : merged_tree(git, remote);
    if (tree.empty()) return {};
    const auto hashed = git::run(git.top(), {"hash-object", "--stdin-paths"}, git::listed(full, '\n'));
    if (!hashed.well()) return {};
    const auto hashes = git::entries_of(hashed.out, '\n');
    std::unordered_map<std::string, std::string> merged;  // the hash of each file, by path
    for (const auto& file : files_of(git, tree)) merged.emplace(path_of(file), hash_of(file));
    Words made;
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (const auto found = merged.find(full[i]); found != merged.end() && found->second == hashes.at(i))
            made.push_back(asked[i]);
    return made;
}

void put_back(const Git& git, const Words& paths) {
    constexpr std::string_view what = "take back what was half merged";
    std::set<std::string> unknown;
    for (const auto& path : paths) unknown.insert(git.prefix() + path);
    Words committed, known;
    for (const auto& file : files_of(git, "HEAD"))
        if (const auto path = path_of(file); unknown.erase(path) > 0) {
            committed.push_back(file);
            known.push_back(path);
        }
    const Words made(unknown.begin(), unknown.end());
    git::must(git.top(), {"update-index", "-z", "--index-info"}, what, git::listed(committed, '\0'));
    git::must(git.top(), {"checkout-index", "--force", "--index", "-z", "--stdin"}, what, git::listed(known, '\0'));
    git::must(git.top(), {"update-index", "--force-remove", "-z", "--stdin"}, what, git::listed(made, '\0'));
    for (const auto& path : made)
        if (std::error_code failed; !fs::remove(fs::path(git.top()) / path, failed) && failed)
            throw io_error(path, "cannot remove", failed.value());
}

}  // namespace desk

#include "store/git/half_merge.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "store/file/file.hpp"
#include "store/git/history.hpp"
#include "store/git/note.hpp"
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

/// The tree that the merge would give, with git's marks where it conflicts; empty where git cannot say.
std::string merged_tree(const Git& git, const std::string& merged) {
    constexpr int conflicts = 1;
    const auto ran =
        git::run(git.top(), {"-c", "merge.renames=false", "merge-tree", "--write-tree", "--name-only", "HEAD", merged});
    if (!ran.well() && ran.status != conflicts) return {};
    return std::string(split(ran.out, '\n').front());
}

/// A file that a merge writes or removes; an id of zeros: there is none on that side.
struct MergedFile {
    std::string path, before, after;

    bool adds() const { return is_none(before); }
    bool removes() const { return is_none(after); }
    static bool is_none(const std::string& id) { return id.find_first_not_of('0') == std::string::npos; }
};

/// `:MODE MODE ID ID LETTER`, and then the path.
std::vector<MergedFile> changes_to(const Git& git, const std::string& merged) {
    const bool is_first = commit_named(git, "HEAD").empty();
    const auto tree = is_first ? merged : merged_tree(git, merged);
    if (tree.empty()) return {};
    const auto base = is_first ? std::string(trimmed(git::run(git.top(), {"mktree"}).out)) : "HEAD";
    const auto told = git::run(git.top(), {"diff-tree", "-r", "-z", "--raw", "--full-index", "--no-renames", base, tree});
    std::vector<MergedFile> changes;
    const auto fields = split(told.out, '\0');
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const auto words = words_of(fields[i], ' ');
        if (words.size() == 5) changes.push_back({std::string(fields[i + 1]), words[2], words[3]});
    }
    return changes;
}

/// Whether the file begins as git would write it, and then ends.
bool is_begun(const Git& git, const MergedFile& change) {
    std::ifstream file(fs::path(git.top()) / change.path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    return file && (bytes.empty() || git::run(git.top(), {"cat-file", "blob", change.after}).out.starts_with(bytes));
}

enum class OnDisk { file, nothing, other };

OnDisk on_disk(const Git& git, const std::string& path) {
    struct stat found {};
    if (::lstat((git.top() + "/" + path).c_str(), &found) == 0) return S_ISREG(found.st_mode) ? OnDisk::file : OnDisk::other;
    return errno == ENOENT || errno == ENOTDIR ? OnDisk::nothing : OnDisk::other;
}

}  // namespace

void note_merge(const Git& git, const std::string& head, const std::string& merged) {
    write_note(git, NoteOf::merge, {head, merged});
}

void forget_merge(const Git& git) { remove_note(git, NoteOf::merge); }

Words made_by_merge(const Git& git, const std::string& merged) {
    Words made, asked;
    std::vector<MergedFile> there;
    for (auto& change : changes_to(git, merged)) {
        const auto found = on_disk(git, change.path);
        // Git removes what it is going to write over.
        if (found == OnDisk::nothing && !change.adds()) made.push_back(change.path);
        const bool asks = found == OnDisk::file && !change.removes() && change.path.find('\n') == std::string::npos;
        if (!asks) continue;
        asked.push_back(change.path);
        there.push_back(std::move(change));
    }
    if (there.empty()) return made;
    const auto hashed = git::run(git.top(), {"hash-object", "--stdin-paths"}, git::listed(asked, '\n'));
    const auto hashes = git::entries_of(hashed.out, '\n');
    for (std::size_t i = 0; i < hashes.size() && i < there.size(); ++i)
        if (hashes[i] == there[i].after || (hashes[i] != there[i].before && is_begun(git, there[i]))) made.push_back(asked[i]);
    return made;
}

void put_back_half_merge(const Git& git) {
    const auto noted = note(git, NoteOf::merge);
    if (!noted) return;
    if (git.under_way() == "merge" && !has_note(git, "MERGE_HEAD"))
        git::must(git.folder(), {"merge", "--quit"}, "forget a merge that had only begun");
    const bool stands_still = git.under_way().empty() && noted->size() == 2 && noted->front() == commit_named(git, "HEAD");
    if (stands_still)
        if (const auto made = made_by_merge(git, noted->back()); !made.empty()) put_back(git, made);
    forget_merge(git);
}

void put_back(const Git& git, const Words& paths) {
    constexpr std::string_view what = "take back what was half merged";
    std::set<std::string> unknown(paths.begin(), paths.end());
    Words committed, known;
    for (const auto& file : files_of(git, "HEAD"))
        if (const auto path = path_of(file); unknown.erase(path) > 0) {
            committed.push_back(file);
            known.push_back(path);
        }
    const Words made(unknown.begin(), unknown.end());
    const auto must = [&](const Words& words, const Words& listed) {
        const auto ran = git::run_when_unlocked(git.top(), words, git::listed(listed, '\0'));
        if (!ran.well()) throw git::failed(ran, fmt::format("cannot {}: ", what));
    };
    must({"update-index", "-z", "--index-info"}, committed);
    must({"checkout-index", "--force", "--index", "-z", "--stdin"}, known);
    must({"update-index", "--force-remove", "-z", "--stdin"}, made);
    for (const auto& path : made)
        if (std::error_code failed; !fs::remove(fs::path(git.top()) / path, failed) && failed)
            throw io_error(path, "cannot remove", failed.value());
}

bool has_note(const Git& git, std::string_view name) {
    std::ifstream file(fmt::format("{}/{}", git.git_dir(), name));
    return !trimmed(std::string(std::istreambuf_iterator<char>(file), {})).empty();
}

}  // namespace desk

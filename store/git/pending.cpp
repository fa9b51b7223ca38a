#include "store/git/pending.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/number.hpp"
#include "store/file/file.hpp"
#include "store/git/note.hpp"

namespace desk {
namespace {

/// A file as its command wrote it.
struct Written {
    std::string path, mark;
};

constexpr std::string_view removed = "removed";

struct Noted {
    std::string message;
    std::vector<Written> files;
};

using Fields = std::vector<std::string>;

/// The message, how many files there are, and of each its path and mark.
void add(Fields& fields, const Noted& noted) {
    fields.push_back(noted.message);
    fields.push_back(std::to_string(noted.files.size()));
    for (const auto& [path, mark] : noted.files) fields.insert(fields.end(), {path, mark});
}

std::vector<Noted> noted_in(const Git& git) {
    const auto fields = note(git, NoteOf::commits).value_or(Fields());
    std::vector<Noted> all;
    for (std::size_t i = 0; i + 1 < fields.size();) {
        Noted noted{fields[i], {}};
        const auto count = number_from<std::size_t>(fields[i + 1]).value_or(0);
        i += 2;
        for (std::size_t file = 0; file < count && i + 1 < fields.size(); ++file, i += 2)
            noted.files.push_back({fields[i], fields[i + 1]});
        all.push_back(std::move(noted));
    }
    return all;
}

void keep(const Git& git, const std::vector<Noted>& all) {
    if (all.empty()) return remove_note(git, NoteOf::commits);
    Fields fields;
    for (const auto& noted : all) add(fields, noted);
    write_note(git, NoteOf::commits, fields);
}

bool is_as_written(const Folder& folder, const Written& written) {
    struct stat found {};
    const bool is_there = ::lstat(folder.full(written.path).c_str(), &found) == 0;
    if (written.mark == removed) return !is_there;
    if (!is_there || !S_ISREG(found.st_mode)) return false;
    const auto bytes = folder.read(written.path, static_cast<std::size_t>(found.st_size) + 1);
    return bytes && mark_of(*bytes) == written.mark;
}

/// A file that is removed is committed where git knows it.
Git::Commit commit_of(const Git& git, const Noted& noted) {
    Git::Commit commit{noted.message, {}, {}};
    std::vector<std::string> gone;
    for (const auto& file : noted.files) (file.mark == removed ? gone : commit.paths).push_back(file.path);
    commit.created = commit.paths;  // some of them perhaps
    if (!gone.empty()) std::ranges::move(git.uncommitted(gone), std::back_inserter(commit.paths));
    return commit;
}

}  // namespace

void note_commit(const Git& git, const Git::Commit& commit, const std::vector<std::optional<std::string_view>>& contents) {
    auto all = noted_in(git);
    Noted noted{commit.message, {}};
    noted.files.reserve(commit.paths.size());
    for (std::size_t i = 0; i < commit.paths.size(); ++i)
        noted.files.push_back({commit.paths[i], contents.at(i) ? mark_of(*contents[i]) : std::string(removed)});
    all.push_back(std::move(noted));
    keep(git, all);
}

void forget_commit(const Git& git) {
    auto all = noted_in(git);
    if (!all.empty()) all.pop_back();
    keep(git, all);
}

std::string last_noted_commit(const Git& git) {
    const auto all = noted_in(git);
    return all.empty() ? std::string() : all.back().message;
}

void make_noted_commits(const Git& git) {
    auto all = noted_in(git);
    if (all.empty() || !git.under_way().empty()) return;
    const auto folder = Folder::open(git.folder());
    std::vector<Noted> refused;
    for (auto& noted : all) {
        std::erase_if(noted.files, [&](const Written& file) { return !is_as_written(folder, file); });
        if (!noted.files.empty() && git.attempt(commit_of(git, noted)).failure) refused.push_back(std::move(noted));
    }
    keep(git, refused);
}

}  // namespace desk

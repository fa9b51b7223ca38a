#include "store/git/repository.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"
#include "store/git/bulk.hpp"
#include "store/git/hooks.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;
using git::Words;

using LookUp = std::function<std::optional<struct stat>(const std::string& path)>;

/// Whether the file says what is checked out. One that cannot be read is git's matter.
bool names_head(const fs::path& path) {
    std::ifstream file(path);
    if (!file) return true;
    std::string line;
    std::getline(file, line);
    const bool is_hash = !line.empty() && line.find_first_not_of("0123456789abcdef") == line.npos;
    return is_hash || line.starts_with("ref:");
}

/// As git sees it, which passes over a `.git` where one of these is missing: a `git init` that was stopped leaves that.
bool is_repository(const fs::path& git_dir, const LookUp& look_up) {
    if (!look_up(git_dir / "HEAD") || !names_head(git_dir / "HEAD")) return false;
    if (look_up(git_dir / "commondir")) return true;  // of a linked work tree: the rest is there
    return look_up(git_dir / "objects") && look_up(git_dir / "refs");
}

/// The `.git` of the folder: a directory, or a file that names one (linked work trees, submodules).
std::optional<fs::path> git_dir_in(const fs::path& folder, const LookUp& look_up) {
    auto path = folder / ".git";
    const auto found = look_up(path);
    if (!found) return {};
    if (S_ISREG(found->st_mode)) {
        constexpr std::string_view key = "gitdir: ";
        std::string line;
        if (std::ifstream file(path); !std::getline(file, line) || !line.starts_with(key)) return {};
        path = folder / line.substr(key.size());
    }
    return is_repository(path, look_up) ? std::optional(path) : std::nullopt;
}

/// A path and how git sees it: `??` unknown, `!!` ignored, ` A` known by name only, as git-status(1) has it.
struct State {
    std::string code, path;
};

Ran status_of(const std::string& folder, const Words& paths, Git::Filters filters = Git::Filters::run) {
    const Words status{
        "--no-optional-locks",   "-c",        "core.fsmonitor=false",     "status", "--porcelain=v1", "-z", "--no-renames",
        "--untracked-files=all", "--ignored", "--ignore-submodules=dirty"};
    const auto words = git::with_paths(status, paths);
    return filters == Git::Filters::run ? git::run(folder, words) : git::run_without_filters(folder, words);
}

std::vector<State> states_in(const Ran& status, const std::string& prefix) {
    std::vector<State> states;
    for (const auto entry : split(status.out, '\0'))
        if (entry.size() > 3 + prefix.size())
            states.push_back({std::string(entry.substr(0, 2)), std::string(entry.substr(3 + prefix.size()))});
    return states;
}

/// Absent where git cannot say.
std::optional<std::vector<State>> states_of(const std::string& folder, const std::string& prefix, const Words& paths) {
    const auto status = status_of(folder, paths);
    return status.well() ? std::optional(states_in(status, prefix)) : std::nullopt;
}

Words with_code(const std::vector<State>& states, std::string_view code) {
    Words paths;
    for (const auto& state : states)
        if (state.code == code) paths.push_back(state.path);
    return paths;
}

/// Makes the created ones known by name, then commits. What fails first is the answer.
Ran add_and_commit(const Git& git, const Git::Commit& commit, const Words& created) {
    const auto& folder = git.folder();
    if (!created.empty()) {
        auto added = git::run_when_unlocked(folder, git::with_paths({"add", "--intent-to-add"}, created));
        if (!added.well()) return added;
    }
    const Words words{"-c", "commit.verbose=false", "commit", "--quiet", "--only", "--cleanup=verbatim", "--no-edit", "-F", "-"};
    return git::run_when_unlocked(folder, git::with_paths(git::with_hooks(git, words), commit.paths), commit.message);
}

/// Whether git knows these files, and the last commit has them as they are now. Where a git was killed after its commit, the
/// index still has them as they were before; then it follows.
bool are_in_last_commit(const std::string& folder, const std::optional<std::vector<State>>& states, const Words& paths) {
    if (!states || !with_code(*states, "??").empty() || !with_code(*states, "!!").empty()) return false;
    if (!git::run(folder, git::with_paths({"diff", "--quiet", "--no-ext-diff", "HEAD"}, paths)).well()) return false;
    return git::run_when_unlocked(folder, git::with_paths({"add"}, paths)).well();
}

Error not_committed(const std::string& folder, const Git::Commit& commit, const Ran& ran) {
    const auto count = commit.paths.size();
    const auto what =
        count == 1 ? commit.paths.front() + " is" : fmt::format("{} and {} more are", commit.paths.front(), count - 1);
    const auto sentence = what + " written, but not committed: ";
    return git::failed_to_commit(folder, ran, sentence, "fix this, and the next command that writes commits it");
}

std::string git_ignores(const std::string& path) { return path + ": git ignores it: written, but not committed"; }

/// As `Git::attempt`.
Git::Attempt commit_many(const Git& git, const Git::Commit& commit) {
    if (const auto paths = git::ignored(git, commit.paths); !paths.empty()) return {git_ignores(paths.front()), {}};
    const auto ran = git::commit_in_bulk(git, commit);
    if (!ran.well()) return {{}, not_committed(git.folder(), commit, ran)};
    return {{}, git.settle()};
}

}  // namespace

std::optional<Git> Git::around(const std::string& folder) {
    if (!looked_up(folder)) return {};
    std::error_code failed;
    const auto start = fs::canonical(folder, failed);
    if (failed) throw io_error(folder, "cannot look for it", failed.value());
    bool ends = false;
    const LookUp above = [&ends](const std::string& path) { return looked_up_above(path, ends); };
    for (auto top = start;; top = top.parent_path()) {
        if (const auto found = git_dir_in(top, top == start ? LookUp(looked_up) : above)) {
            Git git;
            git.folder_ = start;
            git.top_ = top;
            git.prefix_ = start == top ? "" : start.lexically_relative(top).string() + "/";
            git.git_dir_ = *found;
            return git;
        }
        if (ends || top == top.parent_path()) return {};
    }
}

std::string Git::unusable(const std::string& folder) {
    auto path = folder + "/.git";
    return looked_up(path) && !around(folder) ? path : std::string();
}

Git Git::make(const std::string& folder) {
    const auto ran = git::run(folder, {"init", "--quiet"});
    auto made = ran.well() ? around(folder) : std::nullopt;
    if (!made)
        throw git::failed(ran, fmt::format("cannot make a git repository in {}: ", folder),
                          "`desk init --no-git` makes a desk without one");
    // `git init` syncs nothing; after a power failure HEAD would be empty, and the folder no repository.
    const auto opened = Folder::open(folder);
    if (::syncfs(opened.handle()) != 0) throw io_error(folder, "cannot sync", errno);
    return *std::move(made);
}

void Git::must_know_author(const std::string& folder) {
    if (!git::knows_author(folder)) throw git::unknown_author(folder, "nothing was created: ");
}

Person Git::identity(const std::string& folder) {
    Person person;
    const auto ran = git::run(folder, {"config", "-z", "--get-regexp", "^user\\.(name|email)$"});
    if (!ran.well()) return person;
    for (const auto entry : split(ran.out, '\0')) {
        const auto end = std::min(entry.find('\n'), entry.size());
        const auto value = entry.substr(std::min(end + 1, entry.size()));
        if (entry.substr(0, end) == "user.name") person.name = value;
        if (entry.substr(0, end) == "user.email") person.email = value;
    }
    return person;
}

std::string Git::editor(const std::string& folder) {
    const auto ran = git::run(folder, {"config", "-z", "--show-scope", "--get-all", "core.editor"});
    std::string editor;
    if (!ran.well()) return editor;
    const auto entries = git::entries_of(ran.out, '\0');
    for (std::size_t i = 0; i + 1 < entries.size(); i += 2)
        if (entries[i] == "system" || entries[i] == "global") editor = entries[i + 1];
    return editor;
}

bool Git::sends_mails() const {
    constexpr int not_set = 1;
    const auto ran = git::run(folder_, {"config", "--local", "--type=bool", "--get", "desk.mailhost"});
    if (!ran.well() && ran.status != not_set) throw git::failed(ran, "whether this clone sends mails is not known: ", {});
    return trimmed(ran.out) == "true";
}

std::string Git::under_way() const {
    constexpr std::array<std::array<std::string_view, 2>, 5> states = {{{"MERGE_HEAD", "merge"},
                                                                        {"rebase-merge", "rebase"},
                                                                        {"rebase-apply", "rebase"},
                                                                        {"CHERRY_PICK_HEAD", "cherry-pick"},
                                                                        {"REVERT_HEAD", "revert"}}};
    std::error_code unreadable;
    for (const auto& [file, what] : states)
        if (fs::exists(fs::path(git_dir_) / file, unreadable)) return std::string(what);
    return {};
}

std::optional<Error> Git::settle() const {
    // `git commit --only` renames an index into place that it has not synced; after a power failure XFS may have it empty.
    for (const auto& path : {git_dir_ + "/index", git_dir_}) {
        const Handle opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!opened && errno == ENOENT) continue;  // no commit yet
        if (!opened || ::fsync(opened.number()) != 0) return io_error(path, "cannot sync", errno);
    }
    return {};
}

Git::Attempt Git::attempt(const Commit& commit) const {
    if (const auto what = under_way(); !what.empty())
        return {fmt::format("a {} is in progress in git: written, but not committed; `git add` makes it part of it{}", what,
                            what == "rebase" ? ", and `git rebase --abort` would lose it" : ""),
                {}};
    const auto done = [this] { return Attempt{{}, settle()}; };
    if (commit.paths.size() >= git::many) return commit_many(*this, commit);
    auto ran = add_and_commit(*this, commit, commit.created);
    if (ran.well()) return done();
    auto states = states_of(folder_, prefix_, commit.paths);
    if (states && states->empty()) return {};  // as in the last commit already
    if (const auto unknown = states ? with_code(*states, "??") : Words(); !unknown.empty() && !git::is_locked(ran)) {
        ran = add_and_commit(*this, commit, unknown);
        if (ran.well()) return done();
        states = states_of(folder_, prefix_, commit.paths);
    }
    if (are_in_last_commit(folder_, states, commit.paths)) return done();
    if (const auto added = states ? with_code(*states, " A") : Words(); !added.empty())
        git::run_when_unlocked(folder_, {"update-index", "--force-remove", "-z", "--stdin"}, git::listed(added, '\0'));
    if (states && !with_code(*states, "!!").empty()) return {git_ignores(commit.paths.front()), {}};
    return {{}, not_committed(folder_, commit, ran)};
}

std::string Git::commit(const Commit& commit) const {
    auto [why_not, failure] = attempt(commit);
    if (failure) throw *failure;
    return why_not;
}

std::vector<std::string> Git::uncommitted(const std::vector<std::string>& below, Filters filters) const {
    const auto status = status_of(folder_, below, filters);
    if (!status.well()) throw git::failed(status, "cannot ask git what is committed: ");
    std::vector<std::string> paths;
    for (const auto& state : states_in(status, prefix_))
        if (state.code != "!!") paths.push_back(state.path);
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());  // gone from the index, and there: listed twice
    return paths;
}

}  // namespace desk

#include "store/git.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"
#include "store/process.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

// What `git rev-parse --local-env-vars` names: they speak of another repository, such as that of a hook we run in.
constexpr std::array<std::string_view, 15> local_variables = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                              "GIT_CONFIG",
                                                              "GIT_CONFIG_PARAMETERS",
                                                              "GIT_CONFIG_COUNT",
                                                              "GIT_OBJECT_DIRECTORY",
                                                              "GIT_DIR",
                                                              "GIT_WORK_TREE",
                                                              "GIT_IMPLICIT_WORK_TREE",
                                                              "GIT_GRAFT_FILE",
                                                              "GIT_INDEX_FILE",
                                                              "GIT_NO_REPLACE_OBJECTS",
                                                              "GIT_REPLACE_REF_BASE",
                                                              "GIT_PREFIX",
                                                              "GIT_SHALLOW_FILE",
                                                              "GIT_COMMON_DIR"};
constexpr std::array<std::string_view, 1> settings = {"GIT_EDITOR=:"};

constexpr int not_installed = 127;

/// An ordinary git syncs next to nothing; hence core.fsync.
Ran git(const std::string& folder, const Words& words, std::string input = {}) {
    Program program{{"git", "--no-pager", "--literal-pathspecs", "-C", folder, "-c", "core.fsync=all"}, std::move(input)};
    program.words.insert(program.words.end(), words.begin(), words.end());
    if (auto ran = run(program, local_variables, settings)) return *std::move(ran);
    return {not_installed, "", "git is not installed"};
}

bool index_is_locked(const Ran& ran) { return !ran.well() && ran.err.find("index.lock") != std::string::npos; }

/// The lock is often held for a moment only, by an editor or a prompt that runs `git status`.
Ran git_when_unlocked(const std::string& folder, const Words& words, const std::string& input = {}) {
    auto ran = git(folder, words, input);
    for (int tries = 0; index_is_locked(ran) && tries < 10; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        ran = git(folder, words, input);
    }
    return ran;
}

Words with_paths(Words words, const Words& paths) {
    words.emplace_back("--");
    words.insert(words.end(), paths.begin(), paths.end());
    return words;
}

/// What git said last, without its advice.
std::string last_words(const Ran& ran) {
    std::vector<std::string> lines;
    for (auto line : split(ran.err, '\n')) {
        line = trimmed(line);
        if (line.empty() || line.starts_with("hint:")) continue;
        for (const std::string_view kind : {"fatal: ", "error: "})
            if (line.starts_with(kind)) line.remove_prefix(kind.size());
        lines.emplace_back(line);
    }
    if (lines.empty()) return fmt::format("git ended with status {}", ran.status);
    lines.erase(lines.begin(), lines.end() - std::min<std::ptrdiff_t>(3, std::ssize(lines)));
    return joined(lines, "; ");
}

/// The `.git` of the folder: a directory, or a file that names one (linked work trees, submodules).
std::optional<fs::path> git_dir_in(const fs::path& folder) {
    std::error_code unreadable;
    auto found = folder / ".git";
    if (fs::is_regular_file(found, unreadable)) {
        constexpr std::string_view key = "gitdir: ";
        std::string line;
        if (std::ifstream file(found); !std::getline(file, line) || !line.starts_with(key)) return {};
        found = folder / line.substr(key.size());
    }
    if (!fs::exists(found / "HEAD", unreadable)) return {};
    return found;
}

std::string under_way(const std::string& git_dir) {
    constexpr std::array<std::array<std::string_view, 2>, 5> states = {{{"MERGE_HEAD", "merge"},
                                                                        {"rebase-merge", "rebase"},
                                                                        {"rebase-apply", "rebase"},
                                                                        {"CHERRY_PICK_HEAD", "cherry-pick"},
                                                                        {"REVERT_HEAD", "revert"}}};
    std::error_code unreadable;
    for (const auto& [file, what] : states)
        if (fs::exists(fs::path(git_dir) / file, unreadable)) return std::string(what);
    return {};
}

/// A path and how git sees it: `??` unknown, `!!` ignored, ` A` known by name only, as git-status(1) has it.
struct State {
    std::string code, path;
};

std::optional<std::vector<State>> states_of(const std::string& folder, const std::string& prefix, const Words& paths) {
    const Words status{
        "--no-optional-locks",   "-c",       "core.fsmonitor=false", "status", "--porcelain=v1", "-z", "--no-renames",
        "--untracked-files=all", "--ignored"};
    const auto ran = git(folder, with_paths(status, paths));
    if (!ran.well()) return {};
    std::vector<State> states;
    for (const auto entry : split(ran.out, '\0'))
        if (entry.size() > 3 + prefix.size())
            states.push_back({std::string(entry.substr(0, 2)), std::string(entry.substr(3 + prefix.size()))});
    return states;
}

Words with_code(const std::vector<State>& states, std::string_view code) {
    Words paths;
    for (const auto& state : states)
        if (state.code == code) paths.push_back(state.path);
    return paths;
}

/// Makes the created ones known by name, then commits. What fails first is the answer.
Ran add_and_commit(const std::string& folder, const Git::Commit& commit, const Words& created) {
    if (!created.empty()) {
        auto added = git_when_unlocked(folder, with_paths({"add", "--intent-to-add"}, created));
        if (!added.well()) return added;
    }
    const Words words{"-c", "commit.verbose=false", "commit", "--quiet", "--only", "--cleanup=verbatim", "--no-edit", "-F", "-"};
    return git_when_unlocked(folder, with_paths(words, commit.paths), commit.message);
}

bool knows_who(const std::string& folder) {
    return git(folder, {"var", "GIT_COMMITTER_IDENT"}).well() && git(folder, {"var", "GIT_AUTHOR_IDENT"}).well();
}

Error not_committed(const std::string& folder, const Git::Commit& commit, const Ran& ran) {
    const auto count = commit.paths.size();
    const auto what =
        count == 1 ? commit.paths.front() + " is" : fmt::format("{} and {} more are", commit.paths.front(), count - 1);
    const auto sentence = what + " written, but not committed: ";
    if (index_is_locked(ran))
        return {Fault::busy, sentence + "git's index is locked: " + last_words(ran),
                "another git is at work, or one has crashed and left the lock behind"};
    if (ran.status != not_installed && !knows_who(folder))
        return {Fault::io, sentence + "git does not know who you are",
                "git config --global user.name \"Your Name\"; git config --global user.email you@example.com"};
    return {Fault::io, sentence + last_words(ran), "put it right and commit by hand"};
}

}  // namespace

std::optional<Git> Git::around(const std::string& folder) {
    std::error_code missing;
    const auto start = fs::canonical(folder, missing);
    if (missing) return {};
    for (auto top = start;; top = top.parent_path()) {
        if (const auto found = git_dir_in(top)) {
            Git git;
            git.folder_ = start;
            git.prefix_ = start == top ? "" : start.lexically_relative(top).string() + "/";
            git.git_dir_ = *found;
            return git;
        }
        if (top == top.parent_path()) return {};
    }
}

Person Git::identity(const std::string& folder) {
    Person person;
    const auto ran = git(folder, {"config", "-z", "--get-regexp", "^user\\.(name|email)$"});
    if (!ran.well()) return person;
    for (const auto entry : split(ran.out, '\0')) {
        const auto end = std::min(entry.find('\n'), entry.size());
        const auto value = entry.substr(std::min(end + 1, entry.size()));
        if (entry.substr(0, end) == "user.name") person.name = value;
        if (entry.substr(0, end) == "user.email") person.email = value;
    }
    return person;
}

std::string Git::commit(const Commit& commit) const {
    if (const auto what = under_way(git_dir_); !what.empty())
        return fmt::format("a {} is under way in git: written, but not committed; `git add` makes it part of it", what);
    auto ran = add_and_commit(folder_, commit, commit.created);
    if (ran.well()) return {};
    auto states = states_of(folder_, prefix_, commit.paths);
    if (states && states->empty()) return {};  // as in the last commit already
    if (const auto unknown = states ? with_code(*states, "??") : Words(); !unknown.empty() && !index_is_locked(ran)) {
        ran = add_and_commit(folder_, commit, unknown);
        if (ran.well()) return {};
        states = states_of(folder_, prefix_, commit.paths);
    }
    if (const auto added = states ? with_code(*states, " A") : Words(); !added.empty())
        git_when_unlocked(folder_, with_paths({"update-index", "--force-remove"}, added));
    if (states && !with_code(*states, "!!").empty()) return commit.paths.front() + ": git ignores it: written, but not committed";
    throw not_committed(folder_, commit, ran);
}

std::vector<std::string> Git::uncommitted(const std::string& below) const {
    const auto states = states_of(folder_, prefix_, {below});
    if (!states) throw Error(Fault::io, below + ": cannot ask git what is committed");
    std::vector<std::string> paths;
    for (const auto& state : *states)
        if (state.code != "!!") paths.push_back(state.path);
    return paths;
}

}  // namespace desk

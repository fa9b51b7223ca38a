#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "store/file/subprocess.hpp"

/// How git is run, for the files whose name begins with `git`, and for them alone. Never a shell; a path is never a pattern.
namespace desk::git {

using Words = std::vector<std::string>;

/// The status of a git that is not installed; `err` says so.
constexpr int not_installed = 127;

/// Runs git in the folder, with its hooks and configuration, and never with an editor or a pager. What it writes is durable.
Ran run(const std::string& folder, const Words& words, std::string input = {});

/// The same; `shown`: its standard error is passed on while it works.
Ran run_shown(const std::string& folder, const Words& words, bool shown);

/// The same on an index of its own, a file that may not exist yet, in place of the repository's.
Ran run_on_index(const std::string& index, const std::string& folder, const Words& words, std::string input = {});

/// The same without the programs that the repository's configuration names for the content of files (`filter.*.clean`,
/// `process`, `smudge`): for commands that only read. Those that the user's own configuration names are run.
Ran run_without_filters(const std::string& folder, const Words& words);

/// The same in the repository that the environment names, as a hook that inspects a push needs.
Ran run_as_hook(const std::string& folder, const Words& words, std::string input = {});

/// The same; waits for up to a second if another git has locked the index or a branch.
Ran run_when_unlocked(const std::string& folder, const Words& words, const std::string& input = {});

/// The same for what must succeed: its standard output, or `Fault::io` with `what` and git's last message.
std::string must(const std::string& folder, const Words& words, std::string_view what, std::string input = {});

/// Git's answer, without its line end; absent if it has none.
std::optional<std::string> answer(const std::string& folder, const Words& words);

/// Whether another git has locked the index or a branch, or was killed and left its lock behind.
bool is_locked(const Ran& ran);

/// The path as a literal pathspec.
std::string literal(const std::string& path);

/// `words -- paths`, each literal.
Words with_paths(Words words, const Words& paths);

/// Git's list; each entry ends in this character.
Words entries_of(std::string_view listed, char end);

/// The same in the other direction, for git's standard input.
std::string listed(const Words& entries, char end);

/// Git's last message, without its advice: up to three lines as one.
std::string last_words(const Ran& ran);

/// `Fault::io` with the sentence and git's last message; `Fault::busy` if git is locked.
Error failed(const Ran& ran, const std::string& sentence, const std::string& hint = {});

/// Whether git knows who commits here; also true if there is no git to ask.
bool knows_author(const std::string& folder);

/// How to tell git who you are.
Error unknown_author(const std::string& folder, const std::string& sentence);

/// Like `failed`, for a commit: if git does not know who makes it, the hint says what to do.
Error failed_to_commit(const std::string& folder, const Ran& ran, const std::string& sentence, const std::string& hint);

}  // namespace desk::git

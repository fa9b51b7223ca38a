#include "store/git/run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/base/text.hpp"

namespace desk::git {
namespace {

// How the user wants paths to be understood: here each is just a path. It is said of each, not for all: hooks inherit that.
constexpr std::array<std::string_view, 4> pathspec_variables = {"GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
                                                                "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"};
// The same, and what `git rev-parse --local-env-vars` names: they speak of another repository, such as that of a hook we run in.
constexpr std::array<std::string_view, 19> local_variables = {"GIT_LITERAL_PATHSPECS",
                                                              "GIT_GLOB_PATHSPECS",
                                                              "GIT_NOGLOB_PATHSPECS",
                                                              "GIT_ICASE_PATHSPECS",
                                                              "GIT_ALTERNATE_OBJECT_DIRECTORIES",
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
// Its words are understood here, and passed on among ours: they are to be English. Unlike LC_ALL this changes nothing else.
constexpr std::array<std::string_view, 2> settings = {"GIT_EDITOR=:", "LANGUAGE=C"};

/// Without the colours that a user may want everywhere: `ESC [ 33 m`.
std::string uncoloured(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = text.compare(i, 2, "\x1b[") == 0 ? text.find_first_not_of("0123456789;", i + 2) : text.npos;
        if (end != text.npos && (text[end] == 'm' || text[end] == 'K'))
            i = end;
        else
            plain += text[i];
    }
    return plain;
}

/// An ordinary git syncs next to nothing; hence core.fsync. Our messages are UTF-8, whatever the user's are.
Ran run_in(std::span<const std::string_view> without, std::span<const std::string_view> with, const std::string& folder,
           const Words& words, std::string input, bool shown = false) {
    Program program{
        {"git", "--no-pager", "-C", folder, "-c", "core.fsync=all", "-c", "i18n.commitEncoding=UTF-8"}, std::move(input), shown};
    program.words.insert(program.words.end(), words.begin(), words.end());
    if (auto ran = desk::run(program, without, with)) {
        ran->err = uncoloured(ran->err);
        return *std::move(ran);
    }
    return {not_installed, "", "git is not installed"};
}

}  // namespace

Ran run(const std::string& folder, const Words& words, std::string input) {
    return run_in(local_variables, settings, folder, words, std::move(input));
}

Ran run_shown(const std::string& folder, const Words& words, bool shown) {
    return run_in(local_variables, settings, folder, words, {}, shown);
}

Ran run_on_index(const std::string& index, const std::string& folder, const Words& words, std::string input) {
    const auto own_index = "GIT_INDEX_FILE=" + index;
    const std::array<std::string_view, 3> with = {settings[0], settings[1], own_index};
    return run_in(local_variables, with, folder, words, std::move(input));
}

Ran run_without_filters(const std::string& folder, const Words& words) {
    const auto listed = run(folder, {"config", "-z", "--show-scope", "--name-only", "--get-regexp", "^filter\\."});
    Words with(settings.begin(), settings.end());
    std::size_t count = 0;
    const auto entries = entries_of(listed.out, '\0');
    for (std::size_t i = 0; i + 1 < entries.size(); i += 2) {
        const auto& scope = entries[i];
        const auto& key = entries[i + 1];
        if (scope != "local" && scope != "worktree") continue;
        with.push_back(fmt::format("GIT_CONFIG_KEY_{}={}", count, key));
        with.push_back(fmt::format("GIT_CONFIG_VALUE_{}={}", count, key.ends_with(".required") ? "false" : ""));
        ++count;
    }
    with.push_back(fmt::format("GIT_CONFIG_COUNT={}", count));
    return run_in(local_variables, std::vector<std::string_view>(with.begin(), with.end()), folder, words, {});
}

Ran run_as_hook(const std::string& folder, const Words& words, std::string input) {
    return run_in(pathspec_variables, settings, folder, words, std::move(input));
}

Ran run_when_unlocked(const std::string& folder, const Words& words, const std::string& input) {
    // The lock is often held for a moment only, by an editor or a prompt that runs `git status`.
    auto ran = run(folder, words, input);
    for (int tries = 0; is_locked(ran) && tries < 10; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        ran = run(folder, words, input);
    }
    return ran;
}

std::string must(const std::string& folder, const Words& words, std::string_view what, std::string input) {
    auto ran = run(folder, words, std::move(input));
    if (!ran.well()) throw failed(ran, fmt::format("cannot {}: ", what));
    return std::move(ran.out);
}

std::optional<std::string> answer(const std::string& folder, const Words& words) {
    const auto ran = run(folder, words);
    return ran.well() ? std::optional(std::string(trimmed(ran.out))) : std::nullopt;
}

bool is_locked(const Ran& ran) { return !ran.well() && ran.err.find(".lock': File exists") != std::string::npos; }

Words with_paths(Words words, const Words& paths) {
    words.emplace_back("--");
    for (const auto& path : paths) words.push_back(literal(path));
    return words;
}

std::string literal(const std::string& path) { return ":(literal)" + path; }

Words entries_of(std::string_view listed, char end) {
    auto entries = words_of(listed, end);
    std::erase(entries, "");
    return entries;
}

std::string listed(const Words& entries, char end) {
    std::string list;
    for (const auto& entry : entries) list.append(entry).push_back(end);
    return list;
}

std::string last_words(const Ran& ran) {
    std::vector<std::string> lines;
    for (auto line : split(ran.err, '\n')) {
        line = trimmed(line);
        if (line.starts_with("Another git process seems to be running")) break;  // a paragraph that our hint makes needless
        const bool advice = line.starts_with("hint:") || line.starts_with("Please make sure you have the correct access") ||
                            line == "and the repository exists.";
        if (line.empty() || advice) continue;
        for (const std::string_view kind : {"fatal: ", "error: "})
            if (line.starts_with(kind)) line.remove_prefix(kind.size());
        lines.emplace_back(line);
    }
    if (lines.empty()) return fmt::format("git ended with status {}", ran.status);
    lines.erase(lines.begin(), lines.end() - std::min<std::ptrdiff_t>(3, std::ssize(lines)));
    return joined(lines, "; ");
}

Error failed(const Ran& ran, const std::string& sentence, const std::string& hint) {
    if (is_locked(ran))
        return {Fault::busy, sentence + "git is locked: " + last_words(ran),
                "another git process is running, or one has crashed and left its lock"};
    return {Fault::io, sentence + last_words(ran), hint};
}

bool knows_author(const std::string& folder) {
    const auto knows = [&](const std::string& who) {
        const auto ran = run(folder, {"var", who});
        return ran.well() || ran.status == not_installed;
    };
    return knows("GIT_COMMITTER_IDENT") && knows("GIT_AUTHOR_IDENT");
}

Error unknown_author(const std::string& folder, const std::string& sentence) {
    const auto home = inherited("HOME").value_or("");
    // As a mail server starts programs: what they have told git of themselves is not read.
    const auto where = home.empty() ? fmt::format("-C {} config", shell_word(folder)) : std::string("config --global");
    return {Fault::io, sentence + "git does not know who you are" + (home.empty() ? ", as HOME is not set" : ""),
            fmt::format("git {0} user.name \"Your Name\"; git {0} user.email you@example.com", where)};
}

Error failed_to_commit(const std::string& folder, const Ran& ran, const std::string& sentence, const std::string& hint) {
    if (is_locked(ran) || knows_author(folder)) return failed(ran, sentence, hint);
    return unknown_author(folder, sentence);
}

}  // namespace desk::git

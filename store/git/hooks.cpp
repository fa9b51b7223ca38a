#include "store/git/hooks.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "store/file/file.hpp"
#include "store/file/subprocess.hpp"
#include "store/file/unique_name.hpp"

namespace desk::git {
namespace {

namespace fs = std::filesystem;

// What stands in the environment of our git, and not in that of the user's. What `-c` sets travels in the first.
constexpr std::string_view of_our_settings = "GIT_CONFIG_PARAMETERS";
constexpr std::array<std::string_view, 2> ours = {"GIT_PAGER", "LANGUAGE"};
// To these git says itself that there is no editor.
constexpr std::array<std::string_view, 5> without_editor = {"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit",
                                                            "pre-merge-commit"};

/// The hooks that git would run, as it names them: from the top of the work tree, where it runs them.
std::set<fs::path> hooks_of(const Git& git) {
    std::set<fs::path> hooks;
    const auto told = answer(git.top(), {"rev-parse", "--git-path", "hooks"});
    if (!told) return hooks;
    const auto folder = fs::path(git.top()) / *told;
    std::error_code failed;
    for (fs::directory_iterator next(folder, failed), end; !failed && next != end; next.increment(failed)) {
        const auto name = next->path().filename();
        const bool is_sample = name.string().find('.') != std::string::npos;
        if (!is_sample && ::access(next->path().c_str(), X_OK) == 0) hooks.insert(fs::path(*told) / name);
    }
    return hooks;
}

std::string as_the_user_has(std::string_view name) {
    const auto value = inherited(name);
    if (!value) return fmt::format("unset {}\n", name);
    return fmt::format("{}={}\nexport {}\n", name, shell_word(*value), name);
}

/// A script that puts the environment right and becomes the hook.
std::string stand_in_for(const fs::path& hook) {
    auto script = fmt::format("#!/bin/sh\nunset {}\n", of_our_settings);
    for (const auto name : ours) script += as_the_user_has(name);
    if (!contains(without_editor, hook.filename().string())) script += as_the_user_has("GIT_EDITOR");
    return script + fmt::format("exec {} \"$@\"\n", shell_word(hook.string()));
}

bool holds(const fs::path& path, const std::string& content) {
    std::ifstream file(path, std::ios::binary);
    return file && std::string(std::istreambuf_iterator<char>(file), {}) == content && ::access(path.c_str(), X_OK) == 0;
}

/// Whole or not at all; another desk may be running the old one.
bool write(const fs::path& path, const std::string& content) {
    if (holds(path, content)) return true;
    const auto temporary = path.parent_path() / unique_name(path.filename().string());
    Handle file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0777));
    const bool is_written = file && write_all(file.number(), content) && file.close();
    if (is_written && ::rename(temporary.c_str(), path.c_str()) == 0) return true;
    ::unlink(temporary.c_str());
    return false;
}

/// Makes the folder hold a stand-in for each of the hooks, and nothing else.
bool fill(const fs::path& folder, const std::set<fs::path>& hooks) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return false;
    std::set<fs::path> wanted;
    for (const auto& hook : hooks) {
        if (!write(folder / hook.filename(), stand_in_for(hook))) return false;
        wanted.insert(hook.filename());
    }
    for (fs::directory_iterator next(folder, failed), end; !failed && next != end; next.increment(failed))
        if (const auto name = next->path().filename();
            !wanted.contains(name) && (name.string().front() != '.' || is_left_over(name.string())))
            ::unlink(next->path().c_str());
    return !failed;
}

}  // namespace

Words with_hooks(const Git& git, Words words) {
    const auto hooks = hooks_of(git);
    const auto folder = fs::absolute(git.git_dir()) / "desk" / "hooks";
    if (hooks.empty() || !fill(folder, hooks)) return words;
    words.insert(words.begin(), {"-c", "core.hooksPath=" + folder.string()});
    return words;
}

}  // namespace desk::git

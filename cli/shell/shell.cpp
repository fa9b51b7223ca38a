#include "cli/shell/shell.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <vector>

namespace desk::cli {
namespace {

/// Ctrl-C is the pager's business while it runs, and it may be left before it has read everything.
class Ignored {
public:
    Ignored() {
        struct sigaction ignore = {};
        ignore.sa_handler = SIG_IGN;
        for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &ignore, &before_[i]);
    }
    Ignored(const Ignored&) = delete;
    Ignored& operator=(const Ignored&) = delete;
    ~Ignored() {
        for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
    }

    static constexpr std::array signals = {SIGINT, SIGQUIT, SIGPIPE};

private:
    std::array<struct sigaction, signals.size()> before_ = {};
};

/// Starts the command; `input` is its standard input, or -1 for ours.
std::optional<pid_t> start(const std::string& command, std::span<const std::string> words, int input) {
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int number : Ignored::signals) sigaddset(&defaults, number);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);

    const auto script = words.empty() ? command : command + " \"$@\"";
    std::vector<const char*> arguments{"sh", "-c", script.c_str(), "sh"};
    for (const auto& word : words) arguments.push_back(word.c_str());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int failure = posix_spawn(&child, "/bin/sh", &actions, &attributes, const_cast<char**>(arguments.data()), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return failure == 0 ? std::optional(child) : std::nullopt;
}

void write_all(int output, std::string_view text) {
    while (!text.empty()) {
        const auto written = write(output, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

}  // namespace

std::string quoted_for_shell(std::string_view text) {
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'')
            word += "'\\''";
        else
            word += c;
    }
    return word + "'";
}

std::optional<int> run_by_shell(const std::string& command, std::span<const std::string> words, const std::string* input) {
    int ends[2] = {-1, -1};
    if (input && pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    const Ignored ignored;
    const auto child = start(command, words, ends[0]);
    if (input) {
        close(ends[0]);
        if (child) write_all(ends[1], *input);
        close(ends[1]);
    }
    if (!child) return std::nullopt;
    const int status = wait_for(*child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace desk::cli

#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// A program to run. It is never a shell, and its words are never split or expanded.
struct Program {
    std::vector<std::string> words;                  ///< the program, found on PATH, and its arguments
    std::string input;                               ///< its standard input
    bool shown = false;                              ///< what it says on standard error is passed on to ours while it runs
    std::optional<std::chrono::seconds> limit = {};  ///< after so long it is killed
};

/// Its result.
struct Ran {
    int status = 0;  ///< 128 and the signal's number if one ended it
    std::string out, err;

    bool well() const { return status == 0; }
};

/// What a child starts with.
struct Child {
    int in = -1, out = -1, err = -1;                 ///< its standard files; ours if -1
    std::span<const int> signals = {};               ///< that get their default action, though we ignore them
    std::span<const std::string_view> without = {};  ///< variables of our environment that it does not have
    std::span<const std::string_view> with = {};     ///< settings of its own, as `NAME=value`
};

/// The value in our environment; absent if the variable is not set.
std::optional<std::string_view> inherited(std::string_view name);

/// The text as one word of a shell.
std::string shell_word(std::string_view text);

/// Starts a program, which is found in the absolute folders of PATH. Absent with errno if it cannot be started.
std::optional<pid_t> start(std::vector<std::string> words, const Child& child);

/// Waits for its end and returns its status, 128 and the signal's number if one ended it. Absent with errno if the system
/// does not know.
std::optional<int> wait_for(pid_t process);

/// Runs the program to its end. Its environment is ours without the variables `without` and with the settings `with`
/// (`NAME=value`). Absent if it is not installed; other failures are `Fault::io`.
std::optional<Ran> run(const Program& program, std::span<const std::string_view> without = {},
                       std::span<const std::string_view> with = {});

}  // namespace desk

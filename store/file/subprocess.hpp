#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// A program to run. It is never a shell, and its words are never split or expanded.
struct Program {
    std::vector<std::string> words;  ///< the program, found on PATH, and its arguments
    std::string input;               ///< its standard input
    bool shown = false;              ///< what it says on standard error is passed on to ours while it runs
};

/// What it left behind.
struct Ran {
    int status = 0;  ///< 128 and the signal's number where one ended it
    std::string out, err;

    bool well() const { return status == 0; }
};

/// Runs the program to its end. Its environment is ours without the variables `without` and with the settings `with`
/// (`NAME=value`). Absent when it is not installed; other failures are `Fault::io`.
std::optional<Ran> run(const Program& program, std::span<const std::string_view> without = {},
                       std::span<const std::string_view> with = {});

}  // namespace desk

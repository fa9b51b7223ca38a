#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace desk::cli {

/// Runs a command of the user's own ($PAGER, $EDITOR) by `/bin/sh`, with `words` as further arguments that the shell does not
/// interpret, and waits until it ends; what is typed on the keyboard, Ctrl-C too, is its business meanwhile. `input` is written
/// to its standard input, where there is one. Answers its exit status, 128 and more for a signal; absent when it could not be
/// started.
std::optional<int> run_by_shell(const std::string& command, std::span<const std::string> words,
                                const std::string* input = nullptr);

}  // namespace desk::cli

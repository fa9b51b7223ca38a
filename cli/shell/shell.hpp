#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace desk::cli {

/// Runs a command of the user's own ($PAGER, $EDITOR) with `/bin/sh`, with `words` as further arguments that the shell does not
/// interpret, and waits until it ends; keyboard input, including Ctrl-C, goes to it meanwhile. `input` is written to
/// its standard input, if there is any. Returns its exit status, 128 and more for a signal; absent if it could not
/// be started.
std::optional<int> run_by_shell(const std::string& command, std::span<const std::string> words,
                                const std::string* input = nullptr);

}  // namespace desk::cli

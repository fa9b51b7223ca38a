#include "cli/shell/shell.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "store/file/file.hpp"
#include "store/file/subprocess.hpp"

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
std::optional<pid_t> start_by_shell(const std::string& command, std::span<const std::string> words, int input) {
    std::vector<std::string> all{"/bin/sh", "-c", words.empty() ? command : command + " \"$@\"", "sh"};
    all.insert(all.end(), words.begin(), words.end());
    return start(std::move(all), {.in = input, .signals = Ignored::signals});
}

}  // namespace

std::optional<int> run_by_shell(const std::string& command, std::span<const std::string> words, const std::string* input) {
    int ends[2] = {-1, -1};
    if (input && pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    const Ignored ignored;
    const auto child = start_by_shell(command, words, ends[0]);
    if (input) {
        close(ends[0]);
        if (child) write_all(ends[1], *input);  // all that it wants to read
        close(ends[1]);
    }
    if (!child) return std::nullopt;
    return wait_for(*child).value_or(0);
}

}  // namespace desk::cli

#include "store/file/subprocess.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "store/file/file.hpp"

namespace desk {
namespace {

// Files in memory, not pipes: nothing has to be read while the program writes, and no grandchild that keeps one open holds us up.
Handle file_in_memory(std::string_view content = {}) {
    Handle file(::memfd_create("desk", MFD_CLOEXEC));
    if (!file) throw io_error("memory file", "cannot make", errno);
    while (!content.empty()) {
        const ssize_t count = ::write(file.number(), content.data(), content.size());
        if (count < 0) throw io_error("memory file", "cannot write", errno);
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    ::lseek(file.number(), 0, SEEK_SET);
    return file;
}

std::string sort_key_of(const Handle& file) {
    std::string content(static_cast<std::size_t>(std::max<off_t>(0, ::lseek(file.number(), 0, SEEK_END))), '\0');
    const ssize_t count = ::pread(file.number(), content.data(), content.size(), 0);
    content.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    return content;
}

/// What is the child's from the start: three files, and signals as a shell would give them.
class Start {
public:
    Start(const Handle& in, const Handle& out, const Handle& err) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_adddup2(&files_, in.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files_, out.number(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&files_, err.number(), STDERR_FILENO);
        sigset_t none, broken_pipe;
        sigemptyset(&none);
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        posix_spawnattr_init(&signals_);
        posix_spawnattr_setsigmask(&signals_, &none);
        posix_spawnattr_setsigdefault(&signals_, &broken_pipe);
        posix_spawnattr_setflags(&signals_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;
    ~Start() {
        posix_spawn_file_actions_destroy(&files_);
        posix_spawnattr_destroy(&signals_);
    }

    const posix_spawn_file_actions_t* files() const { return &files_; }
    const posix_spawnattr_t* signals() const { return &signals_; }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t signals_{};
};

std::string_view name_of(std::string_view setting) { return setting.substr(0, setting.find('=')); }

std::vector<std::string> environment(std::span<const std::string_view> without, std::span<const std::string_view> with) {
    std::vector<std::string> settings(with.begin(), with.end());
    for (char** each = ::environ; *each != nullptr; ++each) {
        const auto name = name_of(*each);
        const auto is_set = [&](std::string_view setting) { return name_of(setting) == name; };
        if (std::ranges::find(without, name) == without.end() && std::ranges::none_of(with, is_set)) settings.emplace_back(*each);
    }
    return settings;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Its status as waitpid(2) has it; absent while it runs, which only happens with WNOHANG.
std::optional<int> end_of(pid_t child, int options) {
    int status = 0;
    for (;;) {
        const auto ended = ::waitpid(child, &status, options);
        if (ended == 0) return {};
        if (ended > 0) return status;
        if (errno != EINTR) throw io_error("child process", "cannot wait for it", errno);
    }
}

/// What is written to a file, passed on to standard error as it comes. A server's words must not command a terminal.
class Shown {
public:
    explicit Shown(const Handle& file) : file_(file) {}

    void pass_on() {
        std::array<char, 4096> piece{};
        for (ssize_t count = 0; (count = ::pread(file_.number(), piece.data(), piece.size(), passed_)) > 0; passed_ += count) {
            std::string text(piece.data(), static_cast<std::size_t>(count));
            for (auto& c : text)
                if (is_command(c)) c = '?';
            if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;
        }
    }

private:
    bool is_command(char c) {
        const auto byte = static_cast<unsigned char>(c);
        const bool c1 = std::exchange(before_, byte) == 0xC2 && byte >= 0x80 && byte < 0xA0;
        return c1 || byte == 0x7F || (byte < ' ' && c != '\n' && c != '\r' && c != '\t');
    }

    const Handle& file_;
    off_t passed_ = 0;
    unsigned char before_ = 0;
};

int end_of_shown(pid_t child, const Handle& err) {
    Shown shown(err);
    auto ended = end_of(child, WNOHANG);
    for (; !ended; ended = end_of(child, WNOHANG)) {
        shown.pass_on();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    shown.pass_on();
    return *ended;
}

int status_from(int ended) { return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended); }

}  // namespace

std::optional<Ran> run(const Program& program, std::span<const std::string_view> without,
                       std::span<const std::string_view> with) {
    const Handle in = file_in_memory(program.input), out = file_in_memory(), err = file_in_memory();
    const Start start(in, out, err);
    auto words = program.words;
    auto settings = environment(without, with);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words.front().c_str(), start.files(), start.signals(), pointers(words).data(),
                                      pointers(settings).data());
    if (failed == ENOENT) return {};
    if (failed != 0) throw io_error(program.words.front(), "cannot start", failed);
    Ran ran;
    ran.status = status_from(program.shown ? end_of_shown(child, err) : end_of(child, 0).value_or(0));
    ran.out = sort_key_of(out);
    ran.err = sort_key_of(err);
    return ran;
}

}  // namespace desk

#include "store/file/subprocess.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

// Files in memory, not pipes: nothing has to be read while the program writes, and no grandchild that keeps one open holds us up.
Handle file_in_memory(std::string_view content = {}) {
    Handle file(::memfd_create("desk", MFD_CLOEXEC));
    if (!file) throw io_error("memory file", "cannot make", errno);
    if (!write_all(file.number(), content)) throw io_error("memory file", "cannot write", errno);
    ::lseek(file.number(), 0, SEEK_SET);
    return file;
}

std::string content_of(const Handle& file) {
    std::string content(static_cast<std::size_t>(std::max<off_t>(0, ::lseek(file.number(), 0, SEEK_END))), '\0');
    const ssize_t count = ::pread(file.number(), content.data(), content.size(), 0);
    content.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    return content;
}

/// Its three files, and signals as a shell would give them, in the words of posix_spawn(3).
class Start {
public:
    explicit Start(const Child& child) {
        posix_spawn_file_actions_init(&files_);
        for (const auto& [file, number] :
             {std::pair(child.in, STDIN_FILENO), {child.out, STDOUT_FILENO}, {child.err, STDERR_FILENO}})
            if (file >= 0) posix_spawn_file_actions_adddup2(&files_, file, number);
        sigset_t none, by_default;
        sigemptyset(&none);
        sigemptyset(&by_default);
        for (const int number : child.signals) sigaddset(&by_default, number);
        posix_spawnattr_init(&signals_);
        posix_spawnattr_setsigmask(&signals_, &none);
        posix_spawnattr_setsigdefault(&signals_, &by_default);
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
        if (!contains(without, name) && std::ranges::none_of(with, is_set)) settings.emplace_back(*each);
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

/// As waitpid(2), whatever interrupts it.
pid_t waited_for(pid_t process, int options, int& status) {
    for (;;) {
        const auto ended = ::waitpid(process, &status, options);
        if (ended >= 0 || errno != EINTR) return ended;
    }
}

int status_from(int ended) { return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended); }

/// Whether a terminal would obey the character, or not show it where it stands.
bool is_command(char32_t code) {
    const auto in = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
    if (code == '\n' || code == '\r' || code == '\t') return false;
    return code < ' ' || in(0x7F, 0x9F) || code == 0x061C || in(0x200B, 0x200F) || in(0x2028, 0x202E) || in(0x2060, 0x206F) ||
           code == 0xFEFF;
}

/// What is written to a file, passed on to standard error as it comes. A server's words must not command a terminal.
class Shown {
public:
    explicit Shown(const Handle& file) : file_(file) {}

    /// `all`: nothing comes after it.
    void pass_on(bool all = false) {
        std::array<char, 4096> piece{};
        for (ssize_t count = 0; (count = ::pread(file_.number(), piece.data(), piece.size(), passed_)) > 0; passed_ += count) {
            waiting_.append(piece.data(), static_cast<std::size_t>(count));
            if (!write_all(STDERR_FILENO, escaped(false))) return;
        }
        if (all) write_all(STDERR_FILENO, escaped(true));
    }

private:
    /// Of what waits: all but a character whose end is still to come.
    std::string escaped(bool all) {
        constexpr std::size_t longest_character = 4;
        std::string text;
        std::string_view rest = waiting_;
        while (!rest.empty()) {
            char32_t code = 0;
            auto length = decode_utf8(rest, code);
            if (length == 0 && !all && rest.size() < longest_character) break;
            if (length > 0 && !is_command(code))
                text += rest.substr(0, length);
            else if (length > 1)
                text += fmt::format("<U+{:04X}>", static_cast<unsigned>(code));
            else
                text += fmt::format("\\x{:02x}", static_cast<unsigned char>(rest.front()));
            rest.remove_prefix(std::max<std::size_t>(length, 1));
        }
        waiting_.erase(0, waiting_.size() - rest.size());
        return text;
    }

    const Handle& file_;
    off_t passed_ = 0;
    std::string waiting_;
};

/// As `wait_for`.
std::optional<int> wait_for_shown(pid_t process, const Handle& err) {
    Shown shown(err);
    int status = 0;
    pid_t ended = 0;
    while ((ended = waited_for(process, WNOHANG, status)) == 0) {
        shown.pass_on();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    if (ended < 0) return {};
    shown.pass_on(true);
    return status_from(status);
}

/// As `wait_for`; kills it when its time is over.
std::optional<int> wait_for_limited(pid_t process, std::chrono::seconds limit) {
    constexpr auto pause = std::chrono::milliseconds(5);
    int status = 0;
    for (auto waited = std::chrono::milliseconds(0); waited < limit; waited += pause) {
        const auto ended = waited_for(process, WNOHANG, status);
        if (ended != 0) return ended < 0 ? std::nullopt : std::optional(status_from(status));
        std::this_thread::sleep_for(pause);
    }
    ::kill(process, SIGKILL);
    return waited_for(process, 0, status) < 0 ? std::nullopt : std::optional(status_from(status));
}

/// Where the program is; empty where it is not. Entries of PATH that name no place of their own, such as `.` or an empty one, are
/// passed over: they would find what lies in the store.
std::string found_on_path(const std::string& name) {
    if (name.find('/') != name.npos) return name;
    const auto path = inherited("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
    for (const auto folder : split(path, ':')) {
        auto program = fmt::format("{}/{}", folder, name);
        struct stat found {};
        if (folder.starts_with('/') && ::stat(program.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
            ::access(program.c_str(), X_OK) == 0)
            return program;
    }
    return {};
}

}  // namespace

std::optional<std::string_view> inherited(std::string_view name) {
    for (char** each = ::environ; *each != nullptr; ++each)
        if (const std::string_view setting = *each; name_of(setting) == name) return setting.substr(setting.find('=') + 1);
    return {};
}

std::string shell_word(std::string_view text) {
    std::string word = "'";
    for (const char c : text) {
        if (c == '\'')
            word += "'\\''";
        else
            word += c;
    }
    return word + "'";
}

std::optional<pid_t> start(std::vector<std::string> words, const Child& child) {
    const auto program = found_on_path(words.front());
    if (program.empty()) {
        errno = ENOENT;
        return {};
    }
    const Start begins(child);
    auto settings = environment(child.without, child.with);
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, program.c_str(), begins.files(), begins.signals(), pointers(words).data(),
                                     pointers(settings).data());
    errno = failed;
    return failed == 0 ? std::optional(process) : std::nullopt;
}

std::optional<int> wait_for(pid_t process) {
    int status = 0;
    if (waited_for(process, 0, status) < 0) return {};
    return status_from(status);
}

std::optional<Ran> run(const Program& program, std::span<const std::string_view> without,
                       std::span<const std::string_view> with) {
    constexpr std::array signals = {SIGPIPE};
    const Handle in = file_in_memory(program.input), out = file_in_memory(), err = file_in_memory();
    const auto process = start(program.words, {in.number(), out.number(), err.number(), signals, without, with});
    if (!process && errno == ENOENT) return {};
    if (!process) throw io_error(program.words.front(), "cannot start", errno);
    const auto status = program.shown   ? wait_for_shown(*process, err)
                        : program.limit ? wait_for_limited(*process, *program.limit)
                                        : wait_for(*process);
    if (!status) throw io_error("child process", "cannot wait for it", errno);
    return Ran{*status, content_of(out), content_of(err)};
}

}  // namespace desk

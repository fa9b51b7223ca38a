#include "store/file/unique_name.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/number.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

constexpr std::string_view mark = ".tmp.";

/// `<pid>` of `<pid>.<random>`.
std::optional<pid_t> process_in(std::string_view rest) {
    const auto end = rest.find('.');
    const auto process = number_from<pid_t>(rest.substr(0, end));
    return end != rest.npos && process && *process > 0 ? process : std::nullopt;
}

}  // namespace

std::string unique_name(std::string_view name) {
    return fmt::format(".{}{}{}.{:08x}", name, mark, ::getpid(), random_bits() >> 32U);
}

bool put_in_place(int folder, const std::string& unfinished, const std::string& name) {
    const auto *from = unfinished.c_str(), *to = name.c_str();
    if (::renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // File systems without it: a link never replaces either.
    if (::linkat(folder, from, folder, to, 0) == 0) return ::unlinkat(folder, from, 0), true;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return false;
    // Those without links, such as what is mounted from afar: nobody else gives that name.
    struct stat found {};
    if (::fstatat(folder, to, &found, AT_SYMLINK_NOFOLLOW) == 0) return errno = EEXIST, false;
    return ::renameat(folder, from, folder, to) == 0;
}

std::optional<std::string_view> finished_name(std::string_view name) {
    const auto end = name.rfind(mark);
    if (!name.starts_with('.') || end == name.npos || end == 0) return {};
    return name.substr(1, end - 1);
}

bool is_left_over(std::string_view name) {
    const auto finished = finished_name(name);
    if (!finished) return false;
    const auto process = process_in(name.substr(1 + finished->size() + mark.size()));
    return process && ::kill(*process, 0) != 0 && errno == ESRCH;
}

}  // namespace desk

#include "store/file/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <linux/openat2.h>

#include "core/base/text.hpp"

namespace desk {
namespace {

// References are checked long before; this is the last line of defence for every path.
void check_inside(const std::string& path) {
    const auto leads_astray = [](std::string_view part) {
        return part.empty() || part == "." || part == ".." || part.find('\0') != part.npos;
    };
    if (path.empty() || std::ranges::any_of(split(path, '/'), leads_astray))
        throw Error(Fault::io, fmt::format("\"{}\" is not a path inside the store", path));
}

/// For kernels and sandboxes without openat2: one step at a time, none of them a link.
int open_stepwise(int root, const std::string& path, int flags) {
    Handle step;
    int at = root;
    const auto parts = split(path, '/');
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        step = Handle(::openat(at, std::string(parts[i]).c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!step) return -1;
        at = step.number();
    }
    return ::openat(at, std::string(parts.back()).c_str(), flags);
}

int open_beneath(int root, const std::string& path, int flags) {
    open_how how{};
    how.flags = static_cast<std::uint64_t>(flags);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    const long opened = ::syscall(SYS_openat2, root, path.c_str(), &how, sizeof how);
    if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return static_cast<int>(opened);
    return open_stepwise(root, path, flags);
}

bool is_link(int root, const std::string& path) {
    struct stat found {};
    const Handle opened(open_beneath(root, path, O_PATH | O_NOFOLLOW | O_CLOEXEC));
    return opened && ::fstat(opened.number(), &found) == 0 && S_ISLNK(found.st_mode);
}

/// As large as it is `likely` to be it is read without a second copy.
std::string read_all(int file, const std::string& path, std::size_t likely, std::size_t limit) {
    std::string bytes(std::min(likely, limit) + 1, '\0');  // one more shows that it ends there
    for (std::size_t size = 0;;) {
        if (size == bytes.size()) bytes.resize(size * 2);
        const ssize_t count = ::read(file, bytes.data() + size, bytes.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw io_error(path, "cannot read", errno);
        size += static_cast<std::size_t>(count);
        if (size > limit) throw Error(Fault::malformed, fmt::format("{}: is larger than {} KiB", path, limit >> 10U));
        if (count == 0) {
            bytes.resize(size);
            return bytes;
        }
    }
}

Folder::Kind kind_of(int folder, const dirent& entry) {
    if (entry.d_type == DT_REG) return Folder::Kind::file;
    if (entry.d_type == DT_DIR) return Folder::Kind::folder;
    struct stat found {};
    if (entry.d_type != DT_UNKNOWN || ::fstatat(folder, entry.d_name, &found, AT_SYMLINK_NOFOLLOW) != 0)
        return Folder::Kind::other;
    if (S_ISREG(found.st_mode)) return Folder::Kind::file;
    return S_ISDIR(found.st_mode) ? Folder::Kind::folder : Folder::Kind::other;
}

}  // namespace

Error io_error(const std::string& path, std::string_view what, int number) {
    const auto cause =
        number == ELOOP ? "it is a symbolic link, and symbolic links are not followed" : std::generic_category().message(number);
    return {Fault::io, fmt::format("{}: {}: {}", path, what, cause)};
}

Place place_of(const std::string& path) {
    check_inside(path);
    const auto slash = path.rfind('/');
    if (slash == path.npos) return {"", path};
    return {path.substr(0, slash), path.substr(slash + 1)};
}

Handle& Handle::operator=(Handle&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Handle::~Handle() { close(); }

bool Handle::close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

Folder Folder::open(const std::string& path) {
    Folder folder;
    folder.path_ = path;
    folder.handle_ = Handle(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.handle_) throw io_error(path, "cannot open", errno);
    return folder;
}

Handle Folder::folder(const std::string& relative) const {
    if (!relative.empty()) check_inside(relative);
    Handle opened(open_beneath(handle(), relative.empty() ? "." : relative, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (opened || errno == ENOENT) return opened;
    int failed = errno;
    if (failed == ENOTDIR && is_link(handle(), relative)) failed = ELOOP;
    if (failed != ENOTDIR) throw io_error(relative.empty() ? path_ : relative, "cannot open the folder", failed);
    return opened;
}

void Folder::must_be_folder(const std::string& relative) const {
    const bool is_something_else = exists(relative) && !folder(relative);  // or was made this very moment
    if (is_something_else) throw Error(Fault::malformed, relative + ": is not a folder", "move it out of the way");
}

Handle Folder::make_folder(const std::string& relative) const {
    if (Handle there = folder(relative)) return there;
    const auto [above, name] = place_of(relative);
    const Handle parent = make_folder(above);
    if (::mkdirat(parent.number(), name.c_str(), 0777) != 0 && errno != EEXIST)
        throw io_error(relative, "cannot make the folder", errno);
    if (::fsync(parent.number()) != 0) throw io_error(relative, "cannot make the folder", errno);
    Handle made = folder(relative);
    if (!made) must_be_folder(relative);
    if (!made) throw io_error(relative, "cannot make the folder", ENOENT);
    return made;
}

bool Folder::exists(const std::string& relative) const {
    const auto [above, name] = place_of(relative);
    const Handle parent = folder(above);
    struct stat found {};
    if (!parent) return false;
    if (::fstatat(parent.number(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0) return true;
    if (errno != ENOENT) throw io_error(relative, "cannot look for it", errno);
    return false;
}

std::optional<std::string> Folder::read(const std::string& relative, std::size_t limit) const {
    const auto [above, name] = place_of(relative);
    const Handle parent = folder(above);
    struct stat found {};
    if (!parent) return {};
    // Asked before it is opened: opening a device may already do something.
    if (::fstatat(parent.number(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return {};
        throw io_error(relative, "cannot read", errno);
    }
    if (!S_ISREG(found.st_mode)) throw Error(Fault::io, relative + ": is not a plain file");
    const Handle file(::openat(parent.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file) throw io_error(relative, "cannot read", errno);
    return read_all(file.number(), relative, static_cast<std::size_t>(found.st_size), limit);
}

std::vector<Folder::Entry> Folder::entries(const std::string& relative, bool hidden) const {
    Handle opened = folder(relative);
    if (!opened) return must_be_folder(relative), std::vector<Entry>();
    const int number = ::fcntl(opened.number(), F_DUPFD_CLOEXEC, 0);
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(number < 0 ? nullptr : ::fdopendir(number), ::closedir);
    if (!listing) throw io_error(relative, "cannot list", errno);
    std::vector<Entry> found;
    errno = 0;
    while (const dirent* entry = ::readdir(listing.get())) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == ".." || (name.starts_with('.') && !hidden)) continue;
        found.push_back({std::string(name), kind_of(opened.number(), *entry)});
        errno = 0;
    }
    if (errno != 0) throw io_error(relative, "cannot list", errno);
    return found;
}

std::vector<std::string> Folder::names(const std::string& relative) const {
    std::vector<std::string> names;
    for (auto& entry : entries(relative)) names.push_back(std::move(entry.name));
    std::ranges::sort(names);
    return names;
}

std::optional<struct stat> looked_up(const std::string& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) return found;
    if (errno != ENOENT && errno != ENOTDIR) throw io_error(path, "cannot look for it", errno);
    return {};
}

std::optional<struct stat> looked_up_above(const std::string& path, bool& ends) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 && errno == EACCES) {
        ends = true;
        return {};
    }
    return looked_up(path);
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = EIO;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::uint64_t random_bits() {
    std::uint64_t bits = 0;
    while (::getrandom(&bits, sizeof bits, 0) != sizeof bits)
        if (errno != EINTR) throw io_error("random numbers", "cannot read", errno);
    return bits;
}

}  // namespace desk

#include "store/file/atomic_writes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "store/file/file.hpp"
#include "store/file/unique_name.hpp"

namespace desk {
namespace {

/// The mode of the file to be replaced; absent when there is none. Refuses what may not be replaced.
std::optional<mode_t> mode_of_target(int folder, const std::string& name, const std::string& path, bool create) {
    struct stat found {};
    if (::fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return {};
        throw io_error(path, "cannot write", errno);
    }
    if (create) throw io_error(path, "cannot create", EEXIST);
    if (!S_ISREG(found.st_mode)) throw Error(Fault::io, path + ": is not a plain file");
    // A rename asks the folder only; whoever may not write the file should not get round it.
    if (::faccessat(folder, name.c_str(), W_OK, AT_EACCESS) != 0) throw io_error(path, "cannot write", errno);
    return found.st_mode & 07777U;
}

/// Everything that can fail has been heard of when this returns.
void fill(Handle file, const std::string& path, std::span<const std::string_view> content, std::optional<mode_t> mode) {
    struct stat found {};
    std::size_t size = 0;
    for (const auto piece : content) {
        if (!write_all(file.number(), piece)) throw io_error(path, "cannot write", errno);
        size += piece.size();
    }
    if (mode && ::fchmod(file.number(), *mode) != 0) throw io_error(path, "cannot keep the mode", errno);
    if (::fsync(file.number()) != 0) throw io_error(path, "cannot sync", errno);
    if (::fstat(file.number(), &found) != 0) throw io_error(path, "cannot write", errno);
    if (static_cast<std::size_t>(found.st_size) != size) throw io_error(path, "was cut short", EIO);
    if (!file.close()) throw io_error(path, "cannot close", errno);
}

bool finish(int folder, const std::string& temporary, const std::string& name, bool create) {
    return create ? put_in_place(folder, temporary, name) : ::renameat(folder, temporary.c_str(), folder, name.c_str()) == 0;
}

bool is_old(int folder, const std::string& name, Instant now) {
    struct stat found {};
    if (::fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(found.st_mode)) return false;
    const Instant written{std::chrono::seconds(found.st_mtim.tv_sec)};
    return now - written > std::chrono::hours(1);
}

bool is_place(const std::string& name) {
    return std::ranges::any_of(places::all, [&](const DeskPlace& place) { return place.is_folder && place.path == name; });
}

/// Of the folders of the root itself, whose path is empty, only the places of a desk are gone through.
void sweep(const Folder& root, const std::string& path, int depth, Instant now, std::vector<std::string>& swept) {
    const Handle folder = root.folder(path);
    const auto goes_into = [&](const std::string& name) { return depth > 0 && (!path.empty() || is_place(name)); };
    for (const auto& entry : root.entries(path, true)) {
        const auto inside = path.empty() ? entry.name : path + "/" + entry.name;
        if (entry.kind == Folder::Kind::folder && goes_into(entry.name)) sweep(root, inside, depth - 1, now, swept);
        const bool may_go = entry.kind == Folder::Kind::file && is_left_over(entry.name);
        if (!may_go || !is_old(folder.number(), entry.name, now)) continue;
        if (::unlinkat(folder.number(), entry.name.c_str(), 0) != 0) throw io_error(inside, "cannot remove", errno);
        swept.push_back(inside);
    }
}

}  // namespace

struct AtomicWrites::Temporary {
    int folder = -1;
    std::string path, name, temporary;
    bool create = false;
    bool done = false;
};

AtomicWrites::AtomicWrites(const Folder& root) : root_(root) {}

AtomicWrites::~AtomicWrites() {
    for (const auto& each : temporaries_)
        if (!each.done) ::unlinkat(each.folder, each.temporary.c_str(), 0);
}

int AtomicWrites::open_folder(const std::string& path) {
    auto& folder = folders_[path];
    if (!folder) folder = root_.make_folder(path);
    return folder.number();
}

void AtomicWrites::add(const Write& write) {
    const std::string_view content = write.content;
    add(write.path, {&content, 1}, write.create);
}

void AtomicWrites::add(const std::string& path, std::span<const std::string_view> content, bool create) {
    const auto place = place_of(path);
    const int folder = open_folder(place.folder);
    const auto mode = mode_of_target(folder, place.name, path, create);
    const auto temporary = unique_name(place.name);
    // Never writable for all, however the umask stands.
    Handle file(::openat(folder, temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0664));
    if (!file) throw io_error(path, "cannot write", errno);
    temporaries_.push_back({folder, path, place.name, temporary, create});
    fill(std::move(file), path, content, mode);
}

void AtomicWrites::remove(const std::string& path) {
    open_folder(place_of(path).folder);
    removed_.push_back(path);
}

void AtomicWrites::remove_files() {
    for (const auto& path : removed_) {
        const auto place = place_of(path);
        if (::unlinkat(open_folder(place.folder), place.name.c_str(), 0) != 0 && errno != ENOENT)
            throw io_error(path, "cannot remove", errno);
    }
}

void AtomicWrites::commit() {
    std::size_t written = 0;
    for (auto& each : temporaries_) {
        if (!finish(each.folder, each.temporary, each.name, each.create)) {
            auto error = io_error(each.path, "cannot rename into place", errno);
            if (written > 0) error.hint = fmt::format("{} of {} files were written before it", written, temporaries_.size());
            throw error;
        }
        each.done = true;
        ++written;
    }
    if (!removed_.empty()) sync_folders();
    remove_files();
    sync_folders();
}

void AtomicWrites::sync_folders() {
    for (const auto& [path, folder] : folders_)
        if (::fsync(folder.number()) != 0) throw io_error(path.empty() ? root_.path() : path, "cannot sync the folder", errno);
}

std::vector<std::string> sweep_temporaries(const Folder& root, Instant now) {
    std::vector<std::string> swept;
    sweep(root, "", places::deepest_folder + 1, now, swept);
    std::ranges::sort(swept);
    return swept;
}

}  // namespace desk

#include "store/desk/bundle_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "store/file/file.hpp"
#include "store/file/unique_name.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

/// When the unfinished bundle was begun; absent for every other name.
std::optional<Instant> begun_at(std::string_view name) {
    const auto finished = finished_name(name);
    return finished ? bundle_time(*finished) : std::nullopt;
}

std::optional<Error> synced(const std::string& path, int flags) {
    const Handle opened(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags));
    if (!opened) return io_error(path, "cannot open", errno);
    // Some file systems cannot sync a folder, and have nothing to lose by it.
    if (::fsync(opened.number()) != 0 && !(errno == EINVAL && flags == O_DIRECTORY)) return io_error(path, "cannot sync", errno);
    return {};
}

std::optional<Error> made(const fs::path& folder) {
    std::error_code unknown;
    if (fs::is_directory(folder, unknown)) return {};
    if (auto error = made(folder.parent_path())) return error;
    if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) return io_error(folder, "cannot make the folder", errno);
    return synced(folder.parent_path(), O_DIRECTORY);
}

constexpr std::size_t chunk = std::size_t{1} << 20U;

std::optional<Error> copied(const std::string& from, const std::string& to) {
    const Handle source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (!source) return io_error(from, "cannot read", errno);
    const Handle target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0664));
    if (!target) return io_error(to, "cannot write", errno);
    for (std::vector<char> bytes(chunk);;) {
        const ssize_t count = ::read(source.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return io_error(from, "cannot read", errno);
        if (count == 0) return {};
        if (!write_all(target.number(), {bytes.data(), static_cast<std::size_t>(count)}))
            return io_error(to, "cannot write", errno);
    }
}

bool are_equal(const std::string& a, const std::string& b) {
    std::ifstream one(a, std::ios::binary), other(b, std::ios::binary);
    std::vector<char> left(chunk), right(chunk);
    while (one && other) {
        one.read(left.data(), chunk);
        other.read(right.data(), chunk);
        if (one.gcount() != other.gcount() || !std::equal(left.begin(), left.begin() + one.gcount(), right.begin())) return false;
    }
    return one.eof() && other.eof();
}

}  // namespace

BundleFolder::BundleFolder(const std::string& typed) {
    std::error_code failed;
    // A final slash would be an empty name at the end.
    const auto path = fs::weakly_canonical(fs::absolute(typed, failed) / ".", failed);
    if (failed) throw Error(Fault::io, fmt::format("{}: cannot be found: {}", typed, failed.message()));
    path_ = path.has_filename() ? path.string() : path.parent_path().string();
    if (invalid_utf8_at(path_)) throw Error(Fault::refused, fmt::format("{}: the name is not UTF-8", typed));
}

std::optional<Error> BundleFolder::make() const { return made(path_); }

std::optional<Error> BundleFolder::list(std::vector<Instant>& into) const {
    std::error_code failed;
    fs::directory_iterator entries(path_, failed);
    if (failed == std::errc::no_such_file_or_directory) return {};
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed))
        if (const auto at = bundle_time(entries->path().filename().string())) into.push_back(*at);
    if (failed) return io_error(path_, "cannot list", failed.value());
    std::ranges::sort(into);
    return {};
}

std::optional<Error> BundleFolder::keep_copy(const BundleFolder& from, Instant at) const {
    Unfinished copy(*this, at);
    if (auto error = copied(from.file(at), copy.path())) return error;
    if (!are_equal(from.file(at), copy.path()))
        return Error(Fault::io, fmt::format("{}: the copy is not the same as {}", file(at), from.file(at)));
    return copy.finish();
}

std::optional<Error> BundleFolder::remove(Instant at) const {
    if (::unlink(file(at).c_str()) != 0) return io_error(file(at), "cannot remove", errno);
    return {};
}

void BundleFolder::sweep(Instant now) const {
    std::error_code failed;
    fs::directory_iterator entries(path_, failed);
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed))
        if (const auto at = begun_at(entries->path().filename().string()); at && now - *at > std::chrono::days(1))
            ::unlink(entries->path().c_str());
}

Unfinished::Unfinished(const BundleFolder& folder, Instant at)
    : folder_(folder.path()), path_(fmt::format("{}/{}", folder_, unique_name(bundle_name(at)))), target_(folder.file(at)) {}

Unfinished::~Unfinished() {
    if (done_) return;
    ::unlink(path_.c_str());
    ::unlink((path_ + ".lock").c_str());  // git's, while it writes
}

std::optional<Error> Unfinished::finish() {
    if (auto error = synced(path_, 0)) return error;
    if (!put_in_place(AT_FDCWD, path_, target_)) return io_error(target_, "cannot rename into place", errno);
    done_ = true;
    return synced(folder_, O_DIRECTORY);
}

}  // namespace desk

#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

/// Files of the store: read without following links, written durably, locked. Failures are `Fault::io` and name path and cause.
namespace desk {

/// A file descriptor, closed at the end of its life.
class Handle {
public:
    Handle() = default;
    explicit Handle(int number) : number_(number) {}
    Handle(Handle&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Handle& operator=(Handle&& other) noexcept;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle();

    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

    bool close();  ///< now; false with errno if the system could not keep what was written

private:
    int number_ = -1;
};

/// `tickets/2026/11/2611-K7QF4.yaml: cannot write: No space left on device`. `number` is an errno.
Error io_error(const std::string& path, std::string_view what, int number);

/// A path inside a folder, in two.
struct Place {
    std::string folder;  ///< empty: the folder itself
    std::string name;
};

/// Refuses what leads out of the folder or is not a plain path: `..`, `/etc`, `a//b`.
Place place_of(const std::string& path);

/// A folder of the store. Every path is relative to it, has no `..`, and no symbolic link inside it is followed:
/// what is not a plain file is refused, without waiting for a FIFO or opening a device.
class Folder {
public:
    enum class Kind { file, folder, other };
    struct Entry {
        std::string name;
        Kind kind = Kind::file;
    };

    /// The folder itself may be reached through links; the user named it.
    static Folder open(const std::string& path);

    const std::string& path() const { return path_; }
    int handle() const { return handle_.number(); }
    std::string full(const std::string& relative) const { return path_ + "/" + relative; }

    bool exists(const std::string& relative) const;

    /// Absent if there is no such file. Refuses files over `limit` bytes with `Fault::malformed`.
    std::optional<std::string> read(const std::string& relative, std::size_t limit = 8U << 20U) const;

    /// The names in a folder, sorted, without those that begin with a dot; none if it does not exist. Refuses anything
    /// that is not a folder, including a link, with `Fault::malformed`.
    std::vector<std::string> names(const std::string& relative) const;

    /// The same with what each is, in no order; `hidden`: also those that begin with a dot.
    std::vector<Entry> entries(const std::string& relative, bool hidden = false) const;

    /// A folder in it, opened; empty if there is none, by ENOENT or ENOTDIR. An empty path is the folder itself.
    Handle folder(const std::string& relative) const;

    /// The same, created if missing, with those above it; what was created survives a power cut.
    Handle make_folder(const std::string& relative) const;

    /// `Fault::malformed` if there is something that is not a folder.
    void must_be_folder(const std::string& relative) const;

private:
    std::string path_;
    Handle handle_;
};

/// What the path leads to, following links. Absent: there is nothing, by ENOENT or ENOTDIR; any other failure is `Fault::io`.
std::optional<struct stat> looked_up(const std::string& path);

/// The same in a folder above the one that was asked for: one without permission ends the search, as if it were the
/// last; then `ends` is true.
std::optional<struct stat> looked_up_above(const std::string& path, bool& ends);

/// Writes all of the bytes, however many calls it takes; false with errno.
bool write_all(int file, std::string_view bytes);

/// 64 random bits of the operating system.
std::uint64_t random_bits();

}  // namespace desk

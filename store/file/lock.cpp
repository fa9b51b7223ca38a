#include "store/file/lock.hpp"

#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "store/file/file.hpp"

namespace desk {
namespace {

const std::string locked_folder(places::tickets);

/// The process that holds the lock on this file, after proc(5), or nothing where that cannot be learnt.
std::string holder(int file) {
    struct stat found {};
    if (::fstat(file, &found) != 0) return {};
    const auto wanted = fmt::format("{:02x}:{:02x}:{}", major(found.st_dev), minor(found.st_dev), found.st_ino);
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, form, mode, access, process, place;
        if (words >> number >> form >> mode >> access >> process >> place && form == "FLOCK" && place == wanted) return process;
    }
    return {};
}

Error busy(int file) {
    const auto process = holder(file);
    const auto who = process.empty() || process == "0" ? std::string("another process") : "process " + process;
    return {Fault::busy, fmt::format("{}: the store is locked by {}", locked_folder, who), "try again when it has finished"};
}

}  // namespace

Lock Lock::take(const Folder& root, std::chrono::milliseconds patience) {
    Handle folder = root.make_folder(locked_folder);
    std::chrono::microseconds waited{0}, pause{1000};
    while (::flock(folder.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) throw io_error(locked_folder, "cannot lock", errno);
        if (waited >= patience) throw busy(folder.number());
        // Of chance length, so that several who wait do not keep meeting.
        const auto nap = pause / 2 + std::chrono::microseconds(random_bits() % static_cast<std::uint64_t>(pause.count()));
        std::this_thread::sleep_for(nap);
        waited += nap;
        pause = std::min(pause * 2, std::chrono::microseconds(20000));
    }
    return Lock(std::move(folder));
}

}  // namespace desk

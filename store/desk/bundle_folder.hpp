#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/repository/backup.hpp"

namespace desk {

/// A folder of bundles, somewhere outside the desk. Only files that are named like a bundle, or like an unfinished one,
/// are touched. Failures are return values, so that a second folder that fails does not undo the first.
class BundleFolder {
public:
    /// As it was typed; it need not exist yet. Refuses a name that cannot be written down.
    explicit BundleFolder(const std::string& typed);

    const std::string& path() const { return path_; }  ///< absolute, its links followed
    std::string file(Instant at) const { return path_ + "/" + bundle_name(at); }

    /// Creates it durably if it is missing.
    std::optional<Error> make() const;

    /// The times of its bundles, oldest first; none if there is no such folder.
    std::optional<Error> list(std::vector<Instant>& into) const;

    /// Copies a bundle of another folder, and compares the two.
    std::optional<Error> keep_copy(const BundleFolder& from, Instant at) const;

    std::optional<Error> remove(Instant at) const;

    /// Removes what was begun more than a day before and never finished.
    void sweep(Instant now) const;

private:
    std::string path_;
};

/// A bundle while it is written, under a hidden name in its folder; removed unless it is finished.
class Unfinished {
public:
    Unfinished(const BundleFolder& folder, Instant at);
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished();

    const std::string& path() const { return path_; }

    /// Syncs it and gives it its name, which nothing may have.
    std::optional<Error> finish();

private:
    std::string folder_, path_, target_;
    bool done_ = false;
};

}  // namespace desk

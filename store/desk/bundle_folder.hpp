#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/repository/backup.hpp"

namespace desk {

/// A folder of bundles, somewhere outside of the desk. Nothing in it is touched but what is named like a bundle, or like one that
/// was never finished. What goes wrong is an answer, so that a second folder that fails does not undo the first.
class BundleFolder {
public:
    /// As it was typed; it need not be there yet. Refuses a name that cannot be written down.
    explicit BundleFolder(const std::string& typed);

    const std::string& path() const { return path_; }  ///< absolute, its links followed
    std::string file(Instant at) const { return path_ + "/" + bundle_name(at); }

    /// Makes it where it is missing, durably.
    std::optional<Error> make() const;

    /// The times of its bundles, the oldest first; none when there is no such folder.
    std::optional<Error> list(std::vector<Instant>& into) const;

    /// Copies a bundle of another folder, and compares the two.
    std::optional<Error> keep_copy(const BundleFolder& from, Instant at) const;

    std::optional<Error> remove(Instant at) const;

    /// Removes what was begun more than a day before and never finished.
    void sweep(Instant now) const;

private:
    std::string path_;
};

/// A bundle while it is written, under a hidden name in its folder; it goes unless it is finished.
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

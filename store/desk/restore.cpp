#include "store/desk/restore.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/desk/bundle_folder.hpp"
#include "store/file/file.hpp"
#include "store/file/unique_name.hpp"
#include "store/git/bundle.hpp"
#include "store/git/run.hpp"

namespace desk {
namespace {

namespace fs = std::filesystem;

std::vector<Instant> bundles_in(const std::string& folder) {
    std::vector<Instant> there;
    if (const auto error = BundleFolder(folder).list(there)) throw Error(*error);
    return there;
}

/// What to do where the bundle is of no use.
std::string hint_without(const std::string& bundle) {
    const auto at = bundle_time(fs::path(bundle).filename().string());
    const auto folder = fs::path(bundle).parent_path().string();
    const auto there = at ? bundles_in(folder) : std::vector<Instant>();
    const auto before = at ? std::ranges::lower_bound(there, *at) : there.end();
    if (before == there.begin()) return "if it is damaged, take another backup";
    return fmt::format("if it is damaged, take the one before it: {}", BundleFolder(folder).file(*std::prev(before)));
}

/// Where the repository is to be. Refuses a place that is taken.
std::string free_place(const std::string& typed) {
    std::error_code failed;
    auto path = fs::weakly_canonical(fs::absolute(typed, failed) / ".", failed);
    if (!path.has_filename()) path = path.parent_path();
    const auto found = fs::symlink_status(path, failed);
    if (fs::exists(found) && !(fs::is_directory(found) && fs::is_empty(path, failed)))
        throw Error(Fault::refused, fmt::format("{}: already exists, and is not an empty folder", typed),
                    "a desk is restored next to what is left, never over it");
    fs::create_directories(path.parent_path(), failed);
    if (failed) throw Error(Fault::io, fmt::format("{}: cannot be made: {}", typed, failed.message()));
    return path.string();
}

/// The folders of the work tree that have a `desk.toml`.
std::vector<std::string> desks_in(const std::string& folder) {
    std::vector<std::string> desks;
    const auto listed = git::must(folder, {"ls-files", "-z"}, "look for the desk");
    for (const auto path : split(listed, '\0')) {
        if (path != places::policy && !path.ends_with(fmt::format("/{}", places::policy))) continue;
        desks.push_back((fs::path(folder) / path).parent_path().string());
    }
    return desks;
}

/// A folder under another name while it is made; it goes unless it was renamed.
struct UnfinishedFolder {
    explicit UnfinishedFolder(const fs::path& target)
        : path((target.parent_path() / unique_name(target.filename().string())).string()) {}
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;
    ~UnfinishedFolder() {
        std::error_code failed;
        fs::remove_all(path, failed);
    }

    std::string path;
};

}  // namespace

std::string bundle_meant(const std::string& typed, std::optional<Instant> until) {
    std::error_code failed;
    auto path = fs::absolute(typed, failed).string();
    if (!fs::exists(path, failed)) throw Error(Fault::not_found, fmt::format("{}: there is no such backup", typed));
    if (!fs::is_directory(path, failed)) {
        if (until) throw Error(Fault::usage, "--at chooses among the backups of a folder", "name the folder, not the file");
        return path;
    }
    auto there = bundles_in(path);
    if (until) std::erase_if(there, [&](Instant at) { return at > *until; });
    if (there.empty())
        throw Error(Fault::not_found,
                    fmt::format("{}: there is no backup in it{}", typed, until ? " from before that time" : ""));
    return BundleFolder(path).file(there.back());
}

Restored restore(const std::string& bundle, const std::string& typed) {
    const auto folder = free_place(typed);
    const UnfinishedFolder unfinished(folder);
    if (const auto trouble = clone_bundle(bundle, unfinished.path); !trouble.empty())
        throw Error(Fault::malformed, fmt::format("{}: cannot be restored from: {}", bundle, trouble), hint_without(bundle));
    if (std::rename(unfinished.path.c_str(), folder.c_str()) != 0) throw io_error(folder, "cannot rename into place", errno);
    const auto parent = Folder::open(fs::path(folder).parent_path());
    if (::fsync(parent.handle()) != 0) throw io_error(parent.path(), "cannot sync the folder", errno);
    return {folder, desks_in(folder)};
}

}  // namespace desk

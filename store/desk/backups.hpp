#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/repository/backup.hpp"
#include "store/desk/bundle_folder.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"
#include "store/git/repository.hpp"

/// Backups: bundles in folders of the user's, and what the desk remembers of them in `backups/`.
namespace desk {

/// Where a backup goes.
struct BackupPlaces {
    BundleFolder folder;
    std::optional<BundleFolder> offsite;
};

/// A folder for bundles. Refuses one inside the repository's work tree: it would not outlive it.
BundleFolder backup_folder(const Git& git, const std::string& typed);

struct BackedUp {
    Backup backup;
    std::vector<std::string> pruned;  ///< paths
    std::vector<Error> failures;      ///< of what was to be done after it: the copy, the pruning
};

/// Writes a bundle, reads it again, and gives it its name only then. Then makes a copy where one is due, and removes the bundles
/// whose time is over. Nothing of the desk is changed. `progress`: git shows it on standard error.
BackedUp back_up(const Git& git, const Policy& policy, const BackupPlaces& places, Instant now, bool progress);

/// What the desk remembers, in order of time; read from `backups/`. A file that cannot be read is a problem of the store.
std::vector<Backup> backups_of(const Store& store);

/// Why a file of `backups/` cannot be read; absent: it can.
std::optional<Problem> trouble_with_backup(const std::string& file, const std::string& text);

/// Commits the memory of a backup, in a file of its own: clones never change the same one. Answers what is to be told, such as
/// why that cannot be done: the backup is there all the same, and the desk's own disk may be what it was made for.
std::string remember_backup(Change& change, const Backup& backup);

/// What is wrong in a folder: its newest bundle cannot be restored from, or one is gone before its time.
std::vector<BackupFinding> folder_findings(const Git& git, const BundleFolder& folder, const std::vector<Backup>& backups,
                                           const Policy& policy, Instant now, const std::string& temporary = {});

}  // namespace desk

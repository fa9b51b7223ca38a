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

/// Backups: bundles in the user's folders, and the desk's records of them in `backups/`.
namespace desk {

/// Where a backup goes.
struct BackupPlaces {
    BundleFolder folder;
    std::optional<BundleFolder> offsite;
};

/// A folder for bundles. Refuses one inside the repository's work tree, with which it would be lost.
BundleFolder backup_folder(const Git& git, const std::string& typed);

struct BackedUp {
    Backup backup;
    std::vector<std::string> pruned;  ///< paths
    std::vector<Error> failures;      ///< of what follows it: the copy, the pruning
};

/// Writes a bundle, reads it again, and only then gives it its name. Then makes a copy if one is due, and removes
/// expired bundles. Nothing in the desk is changed. `progress`: git shows it on standard error.
BackedUp back_up(const Git& git, const Policy& policy, const BackupPlaces& places, Instant now, bool progress);

/// The desk's records, in order of time; read from `backups/`. A file that cannot be read is a problem of the store.
std::vector<Backup> backups_of(const Store& store);

/// Why a file of `backups/` cannot be read; absent: it can.
std::optional<Problem> trouble_with_backup(const std::string& file, const std::string& text);

/// Commits the record of a backup, in a file of its own: clones never change the same one. Returns a message if there is one,
/// such as why it could not be done: the backup exists all the same, and the state of the desk's disk may be why it was made.
std::string remember_backup(Change& change, const Backup& backup);

/// Problems in a folder: its newest bundle cannot be restored from, or one is gone before its time.
std::vector<BackupFinding> folder_findings(const Git& git, const BundleFolder& folder, const std::vector<Backup>& backups,
                                           const Policy& policy, Instant now, const std::string& temporary = {});

}  // namespace desk

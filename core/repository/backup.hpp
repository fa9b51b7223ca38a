#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/repository/copies.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

namespace desk {

/// The record of a full backup of the desk. Where the backup is, is for people to read: the program does not use it.
struct Backup {
    Instant at{};
    std::string bundle;  ///< the name of its file
    std::string commit;  ///< the last one in it
    std::int64_t bytes = 0;
    std::string machine;  ///< whose folders these are
    std::string folder;
    std::string offsite;              ///< where a copy went; empty: none was made
    std::vector<std::string> pruned;  ///< the bundles that had expired

    friend bool operator==(const Backup&, const Backup&) = default;
};

/// `20261124T020000Z`: to the second, in UTC.
std::string stamp(Instant at);

/// `desk-20261124T020000Z.bundle`
std::string bundle_name(Instant at);

/// Absent for every name that `bundle_name` does not give.
std::optional<Instant> bundle_time(std::string_view name);

/// Those in a folder that need not be kept any longer. Never the newest; none if the policy does not say how long.
std::vector<Instant> to_prune(std::span<const Instant> bundles, const Policy& policy, Instant now);

/// Whether a copy must be made now: by the next backup the newest might be too old. Always if the policy does not say
/// how often.
bool is_offsite_due(std::optional<Instant> newest, const Policy::Backup& policy, Instant now);

std::vector<Copy> copies_of(std::span<const Backup> backups);

/// By the records of the desk's backups up to now, in order of time.
std::vector<BackupFinding> backup_findings(std::span<const Backup> backups, const Policy& policy, Instant now);

/// The bundles that were written into a folder, are to be kept, and are not among those that are there.
std::vector<BackupFinding> lost_bundles(std::span<const Backup> written, std::span<const Instant> there, const Policy& policy,
                                        Instant now);

}  // namespace desk

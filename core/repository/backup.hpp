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

/// A full backup of the desk, as the desk remembers it. Where it lies is for people to read: nothing goes there by it.
struct Backup {
    Instant at{};
    std::string bundle;  ///< the name of its file
    std::string commit;  ///< the last one in it
    std::int64_t bytes = 0;
    std::string machine;  ///< whose folders these are
    std::string folder;
    std::string offsite;              ///< where a copy went; empty: none was made
    std::vector<std::string> pruned;  ///< the bundles whose time was over

    friend bool operator==(const Backup&, const Backup&) = default;
};

/// `20261124T020000Z`: to the second, in UTC.
std::string stamp(Instant at);

/// `desk-20261124T020000Z.bundle`
std::string bundle_name(Instant at);

/// Absent for every name that `bundle_name` does not give.
std::optional<Instant> bundle_time(std::string_view name);

/// Those of a folder that need not be kept any longer. Never the newest; none where the policy does not say how long.
std::vector<Instant> to_prune(std::span<const Instant> bundles, const Policy& policy, Instant now);

/// Whether a copy is to be made now: by the next backup the newest might be too old. Always where the policy does not say how
/// often.
bool is_offsite_due(std::optional<Instant> newest, const Policy::Backup& policy, Instant now);

std::vector<Copy> copies_of(std::span<const Backup> backups);

/// By what the desk remembers of its backups up to now, in order of time.
std::vector<BackupFinding> backup_findings(std::span<const Backup> backups, const Policy& policy, Instant now);

/// The bundles that were written into a folder, are to be kept, and are not among those that are there.
std::vector<BackupFinding> lost_bundles(std::span<const Backup> written, std::span<const Instant> there, const Policy& policy,
                                        Instant now);

}  // namespace desk

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
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

/// So many days later by the clocks of the zone, and never less than so many times 24 hours.
Instant days_after(Instant at, int days, const Zone& zone);

/// Those of a folder that need not be kept any longer. Never the newest; none where the policy does not say how long.
std::vector<Instant> to_prune(std::span<const Instant> bundles, const Policy& policy, Instant now);

/// Whether a copy is to be made now: by the next backup the newest might be too old. Always where the policy does not say how
/// often.
bool is_offsite_due(std::optional<Instant> newest, const Policy::Backup& policy, Instant now);

/// The desk's calendar days before today without the backup that the policy asks for: as far back as backups are to be kept (a
/// month where that is not said), but not before the first. The backups stand in order of time, here and below.
std::vector<Day> missing_days(std::span<const Backup> backups, const Policy& policy, Instant now);

/// A time longer than the policy allows without a current copy at another place.
struct OffsiteGap {
    Instant from{};
    std::optional<Instant> until;  ///< absent: it is not over yet

    friend bool operator==(const OffsiteGap&, const OffsiteGap&) = default;
};

/// Those that ended in the time that `missing_days` looks at, and one that has not. The first begins with the first backup.
std::vector<OffsiteGap> offsite_gaps(std::span<const Backup> backups, const Policy& policy, Instant now);

/// What is wrong with the desk's backups.
struct BackupFinding {
    enum class Kind { missing, old, gap, bundle };
    Kind kind = Kind::missing;
    std::string text;

    friend bool operator==(const BackupFinding&, const BackupFinding&) = default;
};

/// By what the desk remembers of them up to now.
std::vector<BackupFinding> backup_findings(std::span<const Backup> backups, const Policy& policy, Instant now);

/// The bundles that were written into a folder, are to be kept, and are not among those that are there.
std::vector<BackupFinding> lost_bundles(std::span<const Backup> written, std::span<const Instant> there, const Policy& policy,
                                        Instant now);

}  // namespace desk

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/client.hpp"
#include "core/repository/copies.hpp"

/// The backups of the supported platform. Its own jobs make them; what they record in the desk is compared with
/// [platform_backup] of the policy.
namespace desk {

/// A copy that was made, or a restore from one.
struct PlatformBackup {
    Instant at{};
    std::string client;               ///< whose platform; empty: everybody's
    bool offsite = false;             ///< at another place, too
    std::optional<Instant> restored;  ///< a restore: the time of the copy that it came from

    friend bool operator==(const PlatformBackup&, const PlatformBackup&) = default;
};

/// What applies to one client's platform, or to everybody's: what was made for everybody was made for each client, too.
struct Platform {
    std::string client;  ///< empty: everybody's
    CopyRules rules;
    std::vector<Copy> copies;              ///< in order of time
    std::vector<PlatformBackup> restores;  ///< likewise

    /// Whether anything is required or was recorded.
    bool says_something() const;
};

/// That of the client.
Platform platform_of(std::span<const PlatformBackup> recorded, const std::string& client, const Desk& desk, Month month);

/// Everybody's, and those of the clients for whom something else holds in the month or was recorded; by name. None if neither
/// is anything asked for nor was anything recorded.
std::vector<Platform> platforms_of(std::span<const PlatformBackup> recorded, const Desk& desk, Month month);

/// By what was recorded up to now.
std::vector<BackupFinding> platform_findings(std::span<const PlatformBackup> recorded, const Desk& desk, Instant now);

/// The copy of the platform that was made at this time, to the minute; null if none was.
const Copy* copy_made_at(const Platform& platform, Instant at);

/// The newest one up to then; null if there is none.
const Copy* newest_copy(const Platform& platform, Instant until);

/// A month, up to now.
struct PlatformMonth {
    Platform platform;
    int copies = 0, offsite = 0;
    std::vector<Day> missing;
    std::vector<OffsiteGap> gaps;  ///< one that goes on is over with the month
    std::vector<PlatformBackup> restores;
    Instant until{};  ///< the month's end, or now
};
PlatformMonth month_of(Platform platform, Month month, const Zone& zone, Instant now);

}  // namespace desk

#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/backup_rules.hpp"
#include "core/time/calendar.hpp"
#include "core/time/time.hpp"
#include "core/time/zone.hpp"

/// Full copies of what must not be lost, and what the rules of a policy ([backup], [platform_backup]) require of them. The
/// copies are in order of time.
namespace desk {

struct Copy {
    Instant at{};
    bool offsite = false;  ///< at another place, too

    friend bool operator==(const Copy&, const Copy&) = default;
};

/// This many days later in the zone, and never less than as many times 24 hours.
Instant days_after(Instant at, int days, const Zone& zone);

/// From the first through the last, and not before the first copy: the days of the zone without the required copy.
std::vector<Day> missing_days(std::span<const Copy> copies, const CopyRules& rules, const Zone& zone, Day first, Day last);

/// A time longer than the rules allow without a current copy at another place.
struct OffsiteGap {
    Instant from{};
    std::optional<Instant> until;  ///< absent: it is not over yet

    friend bool operator==(const OffsiteGap&, const OffsiteGap&) = default;
};

/// Those that ended in the period, and one that had not at its end. The first begins with the first copy.
std::vector<OffsiteGap> offsite_gaps(std::span<const Copy> copies, const CopyRules& rules, const Period& period);

/// `8 days, 2026-11-03 to 2026-11-11`; one that is not over lasts until now.
std::string gap_text(const OffsiteGap& gap, const Zone& zone, Instant now);

/// What is wrong with the copies of the desk, or of the platform.
struct BackupFinding {
    enum class Kind { missing, old, gap, bundle };
    Kind kind = Kind::missing;
    std::string text;
    bool platform = false;    ///< of the platform, not of the desk
    std::string client = {};  ///< whose platform; empty: everybody's

    friend bool operator==(const BackupFinding&, const BackupFinding&) = default;
};

/// The calendar day in the zone from which on copies are looked at: as far back as they are to be kept (a month where that is not
/// said).
Day first_looked_at(const CopyRules& rules, const Zone& zone, Instant now);

/// By the copies up to now.
std::vector<BackupFinding> copy_findings(std::span<const Copy> copies, const CopyRules& rules, const Zone& zone, Instant now);

}  // namespace desk

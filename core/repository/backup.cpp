#include "core/repository/backup.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/contract/backup_rules.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;

constexpr std::string_view name_begins = "desk-", name_ends = ".bundle";
constexpr int days_looked_at = 31;  ///< where the policy does not say how long backups are kept

/// What a cron job may be late by. Without it a copy that is due every 7 days would be a second too young on the seventh.
constexpr auto leeway = hours(2);

std::optional<Instant> stamp_from(std::string_view text) {
    if (text.size() != stamp(Instant()).size()) return {};
    const auto at = canonical_instant_from(fmt::format("{}-{}-{}:{}:{}.000Z", text.substr(0, 4), text.substr(4, 2),
                                                       text.substr(6, 5), text.substr(11, 2), text.substr(13, 2)));
    return at && stamp(*at) == text ? at : std::nullopt;
}

/// The first day whose backups are looked at.
sys_days first_day(const Policy& policy, Instant now) {
    return sys_days(policy.zone.day(now)) - days(policy.backup->keep.value_or(days_looked_at));
}

/// `8 days`, `7 days 0:01`; a minute that has begun counts.
std::string length_text(Milliseconds length) {
    const auto minutes = std::chrono::ceil<Minutes>(length);
    const auto whole = std::chrono::floor<days>(minutes);
    const auto rest = minutes - whole;
    auto days_alone = count_of(whole.count(), "day");
    if (rest == Minutes(0)) return days_alone;
    return fmt::format("{} {}", days_alone, to_text(std::chrono::duration_cast<Minutes>(rest)));
}

std::string gap_text(const OffsiteGap& gap, const Zone& zone, Instant now) {
    return fmt::format("{}, {} to {}", length_text(gap.until.value_or(now) - gap.from), to_text(zone.day(gap.from)),
                       gap.until ? to_text(zone.day(*gap.until)) : "now");
}

std::optional<BackupFinding> age_finding(std::span<const Backup> backups, const Policy& policy, Instant now) {
    if (!policy.backup->every) return {};
    if (backups.empty()) return BackupFinding{BackupFinding::Kind::missing, "there is no backup yet"};
    const auto newest = backups.back().at;
    if (now <= days_after(newest, *policy.backup->every, policy.zone)) return {};
    return BackupFinding{BackupFinding::Kind::old, fmt::format("the newest backup is of {}", shown(policy.zone, newest))};
}

}  // namespace

std::string stamp(Instant at) {
    auto text = to_text(at).substr(0, std::string_view("2026-11-24T02:00:00").size());
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text + "Z";
}

std::string bundle_name(Instant at) { return fmt::format("{}{}{}", name_begins, stamp(at), name_ends); }

std::optional<Instant> bundle_time(std::string_view name) {
    if (!name.starts_with(name_begins) || !name.ends_with(name_ends) || name.size() < name_begins.size() + name_ends.size())
        return {};
    name.remove_prefix(name_begins.size());
    name.remove_suffix(name_ends.size());
    return stamp_from(name);
}

Instant days_after(Instant at, int count, const Zone& zone) {
    const auto local = zone.local(at);
    const Day day(sys_days(local.day) + days(count));
    return std::max<Instant>(at + days(count), zone.last_instant(day, local.hour, local.minute, local.second));
}

std::vector<Instant> to_prune(std::span<const Instant> bundles, const Policy& policy, Instant now) {
    std::vector<Instant> over;
    if (!policy.backup->keep || bundles.empty()) return over;
    const auto newest = *std::ranges::max_element(bundles);
    for (const auto at : bundles)
        if (at != newest && days_after(at, *policy.backup->keep, policy.zone) < now) over.push_back(at);
    return over;
}

bool is_offsite_due(std::optional<Instant> newest, const Policy::Backup& policy, Instant now) {
    if (!newest || !policy.offsite_every) return true;
    return *newest + days(*policy.offsite_every) < now + days(policy.every.value_or(1)) + leeway;
}

std::vector<Day> missing_days(std::span<const Backup> backups, const Policy& policy, Instant now) {
    std::vector<Day> missing;
    if (!policy.backup->every || backups.empty()) return missing;
    std::set<sys_days> made;
    for (const auto& backup : backups) made.insert(sys_days(policy.zone.day(backup.at)));
    const auto every = days(std::max(1, *policy.backup->every));
    const sys_days today(policy.zone.day(now));
    for (auto day = std::max(*made.begin(), first_day(policy, now)); day < today; day += days(1)) {
        const auto since = made.upper_bound(day - every);
        if (since == made.end() || *since > day) missing.emplace_back(day);
    }
    return missing;
}

std::vector<OffsiteGap> offsite_gaps(std::span<const Backup> backups, const Policy& policy, Instant now) {
    std::vector<OffsiteGap> gaps;
    if (!policy.backup->offsite_every || backups.empty()) return gaps;
    const auto longest = days(*policy.backup->offsite_every);
    const auto since = policy.zone.start(Day(first_day(policy, now)));
    auto last = backups.front().at;
    for (const auto& backup : backups) {
        if (backup.offsite.empty()) continue;
        if (backup.at - last > longest && backup.at >= since) gaps.push_back({last, backup.at});
        last = backup.at;
    }
    if (now - last > longest) gaps.push_back({last, {}});
    return gaps;
}

std::vector<BackupFinding> backup_findings(std::span<const Backup> backups, const Policy& policy, Instant now) {
    using Kind = BackupFinding::Kind;
    const auto end = std::ranges::upper_bound(backups, now, {}, &Backup::at);
    backups = backups.first(static_cast<std::size_t>(end - backups.begin()));
    std::vector<BackupFinding> findings;
    for (const auto day : missing_days(backups, policy, now)) findings.push_back({Kind::missing, to_text(day)});
    if (auto finding = age_finding(backups, policy, now)) findings.push_back(*std::move(finding));
    for (const auto& gap : offsite_gaps(backups, policy, now)) findings.push_back({Kind::gap, gap_text(gap, policy.zone, now)});
    return findings;
}

std::vector<BackupFinding> lost_bundles(std::span<const Backup> written, std::span<const Instant> there, const Policy& policy,
                                        Instant now) {
    std::vector<BackupFinding> findings;
    if (!policy.backup->keep) return findings;
    for (const auto& backup : written) {
        const auto until = days_after(backup.at, *policy.backup->keep, policy.zone);
        if (backup.at > now || until < now || contains(there, backup.at)) continue;
        findings.push_back({BackupFinding::Kind::bundle, fmt::format("{}: is gone, and was to be kept until {}",
                                                                     bundle_name(backup.at), shown(policy.zone, until))});
    }
    return findings;
}

}  // namespace desk

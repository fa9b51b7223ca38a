#include "core/repository/backup.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/backup_rules.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;

constexpr std::string_view name_begins = "desk-", name_ends = ".bundle";

/// What a cron job may be late by. Without it a copy that is due every 7 days would be a second too young on the seventh.
constexpr auto leeway = hours(2);

std::optional<Instant> stamp_from(std::string_view text) {
    if (text.size() != stamp(Instant()).size()) return {};
    const auto at = canonical_instant_from(fmt::format("{}-{}-{}:{}:{}.000Z", text.substr(0, 4), text.substr(4, 2),
                                                       text.substr(6, 5), text.substr(11, 2), text.substr(13, 2)));
    return at && stamp(*at) == text ? at : std::nullopt;
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

std::vector<Copy> copies_of(std::span<const Backup> backups) {
    std::vector<Copy> copies;
    copies.reserve(backups.size());
    for (const auto& backup : backups) copies.push_back({backup.at, !backup.offsite.empty()});
    return copies;
}

std::vector<BackupFinding> backup_findings(std::span<const Backup> backups, const Policy& policy, Instant now) {
    return copy_findings(copies_of(backups), *policy.backup, policy.zone, now);
}

std::vector<BackupFinding> lost_bundles(std::span<const Backup> written, std::span<const Instant> there, const Policy& policy,
                                        Instant now) {
    std::vector<BackupFinding> findings;
    if (!policy.backup->keep) return findings;
    for (const auto& backup : written) {
        const auto until = days_after(backup.at, *policy.backup->keep, policy.zone);
        if (backup.at > now || until < now || contains(there, backup.at)) continue;
        findings.push_back({BackupFinding::Kind::bundle, fmt::format("{}: is missing, and should have been kept until {}",
                                                                     bundle_name(backup.at), shown(policy.zone, until))});
    }
    return findings;
}

}  // namespace desk

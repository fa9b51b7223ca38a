#include "core/repository/platform_backup.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

/// Of this client alone, or of everybody.
Platform recorded_for(std::span<const PlatformBackup> recorded, const std::string& client, const CopyRules& rules) {
    Platform platform{client, rules, {}, {}};
    for (const auto& each : recorded) {
        if (!each.client.empty() && each.client != client) continue;
        if (each.restored)
            platform.restores.push_back(each);
        else
            platform.copies.push_back({each.at, each.offsite});
    }
    std::ranges::stable_sort(platform.copies, {}, &Copy::at);
    std::ranges::stable_sort(platform.restores, {}, &PlatformBackup::at);
    return platform;
}

bool is_current(const Client& client, Month month) { return client.contracts.empty() || contract_in(client, month) != nullptr; }

const CopyRules& rules_of(const Desk& desk, const std::string& client, Month month) {
    return terms_in(desk, client, month).policy.backup->platform;
}

/// Those who are looked at by themselves, and whether everybody is. Where each record names a client, there is no platform of
/// everybody's.
std::pair<std::set<std::string>, bool> looked_at(std::span<const PlatformBackup> recorded, const Desk& desk, Month month) {
    std::set<std::string> names;
    for (const auto& each : recorded) names.insert(each.client);
    const bool is_shared = recorded.empty() || names.contains("");
    const auto& everybodys = desk.policy.backup->platform;
    for (const auto& client : desk.clients) {
        const auto& rules = rules_of(desk, client.name, month);
        const bool differs = is_shared ? rules != everybodys : rules != CopyRules();
        if (is_current(client, month) && differs) names.insert(client.name);
    }
    names.erase("");
    return {std::move(names), is_shared};
}

}  // namespace

bool Platform::says_something() const { return rules != CopyRules() || !copies.empty() || !restores.empty(); }

Platform platform_of(std::span<const PlatformBackup> recorded, const std::string& client, const Desk& desk, Month month) {
    return recorded_for(recorded, client, client.empty() ? desk.policy.backup->platform : rules_of(desk, client, month));
}

std::vector<Platform> platforms_of(std::span<const PlatformBackup> recorded, const Desk& desk, Month month) {
    const auto [names, is_shared] = looked_at(recorded, desk, month);
    std::vector<Platform> platforms;
    if (is_shared) platforms.push_back(platform_of(recorded, {}, desk, month));
    for (const auto& name : names) platforms.push_back(platform_of(recorded, name, desk, month));
    std::erase_if(platforms, [](const Platform& each) { return !each.says_something(); });
    return platforms;
}

std::vector<BackupFinding> platform_findings(std::span<const PlatformBackup> recorded, const Desk& desk, Instant now) {
    const auto& zone = desk.policy.zone;
    std::vector<BackupFinding> findings;
    for (const auto& platform : platforms_of(recorded, desk, zone.month(now)))
        for (auto& finding : copy_findings(platform.copies, platform.rules, zone, now)) {
            finding.platform = true;
            finding.client = platform.client;
            findings.push_back(std::move(finding));
        }
    return findings;
}

const Copy* copy_made_at(const Platform& platform, Instant at) {
    const auto is_it = [&](const Copy& copy) { return floor<Minutes>(copy.at) == floor<Minutes>(at); };
    const auto found = std::ranges::find_if(platform.copies, is_it);
    return found == platform.copies.end() ? nullptr : &*found;
}

const Copy* newest_copy(const Platform& platform, Instant until) {
    const auto after = std::ranges::upper_bound(platform.copies, until, {}, &Copy::at);
    return after == platform.copies.begin() ? nullptr : &*std::prev(after);
}

PlatformMonth month_of(Platform platform, Month month, const Zone& zone, Instant now) {
    PlatformMonth made;
    const Period whole{zone.start(month), zone.start(month + std::chrono::months(1))};
    made.until = std::min(whole.until, now);
    const auto is_in = [&](Instant at) { return at >= whole.from && at < whole.until && at <= now; };
    for (const auto& copy : platform.copies) {
        made.copies += is_in(copy.at);
        made.offsite += is_in(copy.at) && copy.offsite;
    }
    std::ranges::copy_if(platform.restores, std::back_inserter(made.restores), is_in, &PlatformBackup::at);
    const auto end = std::ranges::upper_bound(platform.copies, now, {}, &Copy::at);
    const std::span known(platform.copies.begin(), end);
    if (!known.empty() && whole.from <= now) {
        const Day last(std::min(sys_days(zone.day(whole.until - Milliseconds(1))), sys_days(zone.day(now)) - days(1)));
        made.missing = missing_days(known, platform.rules, zone, month / 1, last);
        made.gaps = offsite_gaps(known, platform.rules, {whole.from, made.until});
    }
    for (auto& gap : made.gaps)
        if (!gap.until && whole.until <= now) gap.until = whole.until;
    made.platform = std::move(platform);
    return made;
}

}  // namespace desk

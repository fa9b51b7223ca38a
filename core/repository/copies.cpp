#include "core/repository/copies.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/number.hpp"

namespace desk {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr int days_looked_at = 31;  ///< where the policy does not say how long copies are kept

/// `8 days`, `7 days 0:01`; a minute that has begun counts.
std::string length_text(Milliseconds length) {
    const auto minutes = std::chrono::ceil<Minutes>(length);
    const auto whole = std::chrono::floor<days>(minutes);
    const auto rest = minutes - whole;
    auto days_alone = count_of(whole.count(), "day");
    if (rest == Minutes(0)) return days_alone;
    return fmt::format("{} {}", days_alone, to_text(std::chrono::duration_cast<Minutes>(rest)));
}

std::optional<BackupFinding> age_finding(std::span<const Copy> copies, const CopyRules& rules, const Zone& zone, Instant now) {
    if (!rules.every) return {};
    if (copies.empty()) return BackupFinding{BackupFinding::Kind::missing, "there is no backup yet"};
    const auto newest = copies.back().at;
    if (now <= days_after(newest, *rules.every, zone)) return {};
    return BackupFinding{BackupFinding::Kind::old, fmt::format("the newest backup is from {}", shown(zone, newest))};
}

}  // namespace

Instant days_after(Instant at, int count, const Zone& zone) {
    const auto local = zone.local(at);
    const Day day(sys_days(local.day) + days(count));
    return std::max<Instant>(at + days(count), zone.last_instant(day, local.hour, local.minute, local.second));
}

std::vector<Day> missing_days(std::span<const Copy> copies, const CopyRules& rules, const Zone& zone, Day first, Day last) {
    std::vector<Day> missing;
    if (!rules.every || copies.empty()) return missing;
    std::set<sys_days> made;
    for (const auto& copy : copies) made.insert(sys_days(zone.day(copy.at)));
    const auto every = days(std::max(1, *rules.every));
    for (auto day = std::max(*made.begin(), sys_days(first)); day <= sys_days(last); day += days(1)) {
        const auto since = made.upper_bound(day - every);
        if (since == made.end() || *since > day) missing.emplace_back(day);
    }
    return missing;
}

std::vector<OffsiteGap> offsite_gaps(std::span<const Copy> copies, const CopyRules& rules, const Period& period) {
    std::vector<OffsiteGap> gaps;
    if (!rules.offsite_every || copies.empty()) return gaps;
    const auto longest = days(*rules.offsite_every);
    auto last = copies.front().at;
    for (const auto& copy : copies) {
        if (copy.at > period.until) break;
        if (!copy.offsite) continue;
        if (copy.at - last > longest && copy.at >= period.from) gaps.push_back({last, copy.at});
        last = copy.at;
    }
    if (period.until - last > longest) gaps.push_back({last, {}});
    return gaps;
}

std::string gap_text(const OffsiteGap& gap, const Zone& zone, Instant now) {
    return fmt::format("{}, {} to {}", length_text(gap.until.value_or(now) - gap.from), to_text(zone.day(gap.from)),
                       gap.until ? to_text(zone.day(*gap.until)) : "now");
}

Day first_looked_at(const CopyRules& rules, const Zone& zone, Instant now) {
    return Day(sys_days(zone.day(now)) - days(rules.keep.value_or(days_looked_at)));
}

std::vector<BackupFinding> copy_findings(std::span<const Copy> copies, const CopyRules& rules, const Zone& zone, Instant now) {
    using Kind = BackupFinding::Kind;
    const auto end = std::ranges::upper_bound(copies, now, {}, &Copy::at);
    copies = copies.first(static_cast<std::size_t>(end - copies.begin()));
    const auto first = first_looked_at(rules, zone, now);
    const Day yesterday(sys_days(zone.day(now)) - days(1));
    std::vector<BackupFinding> findings;
    for (const auto day : missing_days(copies, rules, zone, first, yesterday)) findings.push_back({Kind::missing, to_text(day)});
    if (auto finding = age_finding(copies, rules, zone, now)) findings.push_back(*std::move(finding));
    for (const auto& gap : offsite_gaps(copies, rules, {zone.start(first), now}))
        findings.push_back({Kind::gap, gap_text(gap, zone, now)});
    return findings;
}

}  // namespace desk

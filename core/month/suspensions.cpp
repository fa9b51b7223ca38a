#include "core/month/suspensions.hpp"

#include <algorithm>
#include <utility>

#include "core/contract/hours_rules.hpp"

namespace desk {
namespace {

/// What becomes known in a month: time that counts, or how much more was agreed.
struct Known {
    Instant at{};
    Seconds used{0};
    std::optional<Seconds> agreed;
};

/// What of an entry was known, and when: a correction makes a difference from its own moment on.
void add_known(const TimeEntry& entry, std::vector<Known>& all) {
    auto known = Seconds(0);
    for (const auto& former : entry.former)
        all.push_back({former.from, former.accounted - std::exchange(known, former.accounted), {}});
    all.push_back({entry.corrected ? entry.corrected->at : entry.recorded, entry.accounted - known, {}});
}

std::vector<Known> known_in(const ClientHours& hours, const Client* client, const Policy& policy, Month month, const Zone& zone) {
    std::vector<Known> all;
    for (const auto& entry : hours.entries)
        if (entry.counted) add_known(entry, all);
    if (client && policy.hours->over == Policy::Hours::Over::agree)
        for (const auto& each : client->agreed)
            if (each.month == month && each.kind.empty())
                all.push_back({each.at.value_or(zone.start(Day(std::chrono::sys_days(each.on) + std::chrono::days(1)))),
                               Seconds(0), Seconds(each.limit)});
    std::ranges::stable_sort(all, {}, &Known::at);
    return all;
}

}  // namespace

std::vector<Period> suspensions_in(const ClientHours& hours, const Client* client, const Policy& policy, Month month,
                                   const Zone& zone) {
    std::vector<Period> periods;
    if (!policy.hours->ceases || !hours.cap) return periods;
    const auto end = zone.start(month + std::chrono::months(1));
    auto used = Seconds(0), agreed = Seconds(0);
    std::optional<Instant> ceased;
    for (const auto& each : known_in(hours, client, policy, month, zone)) {
        used += each.used;
        agreed = each.agreed.value_or(agreed);
        const bool is_over = used > *hours.cap + hours.carried + agreed;
        if (is_over && !ceased) ceased = each.at;
        if (is_over || !ceased) continue;
        if (*ceased < std::min(each.at, end)) periods.push_back({*ceased, std::min(each.at, end)});
        ceased.reset();
    }
    if (ceased && *ceased < end) periods.push_back({*ceased, end});
    return periods;
}

bool may_suspend(const Desk& desk) {
    const auto ceases = [](const Policy& policy) { return policy.hours->ceases; };
    return ceases(desk.policy) || std::ranges::any_of(desk.further, ceases, &Desk::Further::policy);
}

}  // namespace desk

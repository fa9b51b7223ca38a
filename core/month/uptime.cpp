#include "core/month/uptime.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/number.hpp"
#include "core/contract/uptime_rules.hpp"

namespace desk {
namespace {

using std::chrono::floor;
using Rules = Policy::Uptime::Maintenance;
using Periods = std::vector<Period>;

constexpr Seconds none{0};

Seconds length(const Period& period) { return floor<Seconds>(std::max(period.until - period.from, Milliseconds(0))); }

Seconds length(const Periods& periods) {
    Seconds sum = none;
    for (const auto& each : periods) sum += length(each);
    return sum;
}

/// To the second, so that parts add up to the whole.
Period whole_seconds(const Period& period) { return {floor<Seconds>(period.from), floor<Seconds>(period.until)}; }

Period cut(const Period& period, const Period& to) { return {std::max(period.from, to.from), std::min(period.until, to.until)}; }

/// Each instant once, rising.
Periods united(Periods periods) {
    std::ranges::sort(periods);
    Periods made;
    for (const auto& each : periods) {
        if (each.from >= each.until) continue;
        if (!made.empty() && each.from <= made.back().until)
            made.back().until = std::max(made.back().until, each.until);
        else
            made.push_back(each);
    }
    return made;
}

/// What of these lies in none of those; both are united.
Periods without(const Periods& periods, const Periods& those) {
    Periods made;
    for (auto rest : periods) {
        for (const auto& each : those) {
            if (each.until <= rest.from || each.from >= rest.until) continue;
            if (rest.from < each.from) made.push_back({rest.from, each.from});
            rest.from = each.until;
            if (rest.from >= rest.until) break;
        }
        if (rest.from < rest.until) made.push_back(rest);
    }
    return made;
}

/// The first so much of them.
Periods beginning(const Periods& periods, Seconds most) {
    Periods made;
    for (const auto& each : periods) {
        if (most <= none) break;
        made.push_back({each.from, std::min<Instant>(each.until, each.from + most)});
        most -= length(made.back());
    }
    return made;
}

std::string days_text(Milliseconds time) {
    const auto days = floor<std::chrono::days>(time).count();
    if (days >= 1) return count_of(days, "day");
    return hours_text(floor<Seconds>(std::max(time, Milliseconds(0))));
}

/// Why the policy would not excuse it, however short it is; empty when it may.
std::string objection(const Maintenance& planned, const Rules& rules) {
    if (!rules.kinds.empty() && !contains(rules.kinds, planned.kind))
        return fmt::format("maintenance of kind {} is not excused", planned.kind.empty() ? "unknown" : planned.kind);
    if (!rules.notice) return {};
    if (!planned.announced) return "it was not announced";
    const auto notice = planned.from - *planned.announced;
    if (notice >= std::chrono::days(*rules.notice)) return {};
    return fmt::format("announced {} before, not {}", days_text(notice), days_text(std::chrono::days(*rules.notice)));
}

/// Judges the maintenance of a month.
class MaintenanceRules {
public:
    MaintenanceRules(const Period& month, const std::optional<Rules>& rules) : month_(month), rules_(rules) {}

    void add(const Maintenance& planned) {
        const auto whole = whole_seconds({planned.from, planned.until});
        DownTime time{cut(whole, month_), true, planned.kind, none, {}, planned.client, planned.text};
        time.why = rules_ ? objection(planned, *rules_) : "no maintenance is excused";
        if (time.why.empty()) {
            eligible_.push_back(times_.size());
            wholes_.push_back(whole);
        }
        times_.push_back(std::move(time));
    }

    /// The times that count as up; the maintenance knows then what became of it.
    Periods excuse(std::vector<DownTime>& into) {
        Periods excused;
        for (std::size_t i = 0; i < eligible_.size(); ++i) {
            auto part = Periods{times_[eligible_[i]].time};
            if (rules_->most && rules_->within == Policy::Uptime::Limit::window) part = {cut(within_window(wholes_[i]), month_)};
            excused.insert(excused.end(), part.begin(), part.end());
        }
        excused = united(std::move(excused));
        const auto total = length(excused);
        if (rules_ && rules_->most && rules_->within == Policy::Uptime::Limit::month && total > *rules_->most)
            excused = rules_->only_excess ? beginning(excused, *rules_->most) : Periods();
        explain(excused, total);
        into.insert(into.end(), times_.begin(), times_.end());
        return excused;
    }

private:
    Period within_window(const Period& whole) const {
        if (length(whole) <= *rules_->most) return whole;
        return rules_->only_excess ? Period{whole.from, whole.from + *rules_->most} : Period{whole.from, whole.from};
    }

    void explain(const Periods& excused, Seconds total) {
        for (const auto i : eligible_) {
            auto& time = times_[i];
            time.excused = length(time.time) - length(without({time.time}, excused));
            if (time.excused == length(time.time)) continue;
            const bool month = rules_->within == Policy::Uptime::Limit::month;
            time.why = fmt::format("{} in {}, {} allowed", hours_text(month ? total : length(time.time)),
                                   month ? "the month" : "one window", hours_text(*rules_->most));
        }
    }

    Period month_;
    const std::optional<Rules>& rules_;
    std::vector<DownTime> times_;
    std::vector<std::size_t> eligible_;
    Periods wholes_;
};

bool concerns(const std::string& whose, const std::string& client) { return whose.empty() || whose == client; }

}  // namespace

Seconds MonthUptime::missed_by() const {
    if (!target) return none;
    // Rounded up: less than a second short of the target is short of it.
    const auto wanted = (total.count() * target->parts + Percent::whole - 1) / Percent::whole;
    return std::max(Seconds(wanted) - up(), none);
}

namespace {

bool is_removed(const std::vector<Removal>& removals, const auto& record, bool maintenance) {
    return std::ranges::any_of(removals, [&](const Removal& removal) {
        return removal.maintenance == maintenance && removal.of == record.from && removal.client == record.client &&
               record.at.value_or(removal.at) <= removal.at;
    });
}

}  // namespace

Availability with_ends(Availability said) {
    const auto removals = std::exchange(said.removals, {});
    std::erase_if(said.outages, [&](const Outage& outage) { return is_removed(removals, outage, false); });
    std::erase_if(said.maintenance, [&](const Maintenance& planned) { return is_removed(removals, planned, true); });
    auto ends = std::exchange(said.ends, {});
    const auto key = [](const OutageEnd& end) { return std::tie(end.at, end.until, end.by, end.text); };
    std::ranges::sort(ends, {}, key);
    for (auto& outage : said.outages) {
        if (outage.until) continue;
        for (const auto& end : ends) {
            if (end.of != outage.from || end.client != outage.client) continue;
            outage.until = end.until;
            if (!end.text.empty()) outage.text += (outage.text.empty() ? "" : "\n") + end.text;
        }
    }
    return said;
}

bool says_the_same(const MonthUptime& a, const MonthUptime& b) {
    return a.total == b.total && a.down == b.down && a.excused == b.excused && a.target == b.target;
}

void spread(const Availability& said, const Zone& zone, Instant now, std::map<Month, Availability>& by_month) {
    const auto each_month = [&](Instant from, Instant until, const auto& add) {
        const auto last = zone.month(std::max(from, until - Milliseconds(1)));
        for (auto month = zone.month(from); month <= last; month += std::chrono::months(1)) add(by_month[month]);
    };
    for (const auto& outage : said.outages)
        each_month(outage.from, outage.until.value_or(now), [&](Availability& month) { month.outages.push_back(outage); });
    for (const auto& planned : said.maintenance)
        each_month(planned.from, planned.until, [&](Availability& month) { month.maintenance.push_back(planned); });
}

MonthUptime month_uptime(Month month, const Availability& said, const std::string& client, const Policy& policy, Instant now) {
    const Period whole{policy.zone.start(month), policy.zone.start(month + std::chrono::months(1))};
    const Period known = whole_seconds({whole.from, std::clamp(now, whole.from, whole.until)});
    MonthUptime made;
    made.month = month;
    made.over = now >= whole.until;
    made.target = policy.uptime->target;
    made.total = length(known);
    MaintenanceRules judge(known, policy.uptime->maintenance);
    Periods down;
    for (const auto& outage : said.outages) {
        const auto time = cut(whole_seconds({outage.from, outage.until.value_or(now)}), known);
        if (!concerns(outage.client, client) || time.from >= time.until) continue;
        made.times.push_back({time, false, {}, none, outage.until ? "" : "not over yet", outage.client, outage.text});
        down.push_back(time);
    }
    for (const auto& planned : said.maintenance)
        if (concerns(planned.client, client) && planned.from < known.until && planned.until > known.from) judge.add(planned);
    const auto excused = judge.excuse(made.times);
    for (const auto& time : made.times)
        if (time.planned) down.push_back(time.time);
    made.excused = length(excused);
    made.down = length(without(united(std::move(down)), excused));
    std::ranges::stable_sort(made.times, {}, [](const DownTime& time) { return time.time; });
    return made;
}

}  // namespace desk

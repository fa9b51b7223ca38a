#include "core/month/hours.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/contract/hours_rules.hpp"
#include "core/month/suspensions.hpp"

namespace desk {
namespace {

using std::chrono::months;

constexpr Seconds none{0};

/// What holds for a client in a month.
struct Included {
    const Policy& policy;
    const Client* client = nullptr;
    const Client::Contract* contract = nullptr;
    Month month{};

    std::optional<Seconds> cap() const {
        if (contract && contract->hours) return Seconds(*contract->hours);
        return policy.hours->cap ? std::optional<Seconds>(*policy.hours->cap) : std::nullopt;
    }
    /// A client that has contracts, but none in the month, is given nothing to carry over.
    bool rolls() const { return policy.hours->rollover && cap() && (contract || !client || client->contracts.empty()); }

    /// Empty: over the cap. The last agreement holds.
    Seconds agreed(const std::string& kind) const {
        Seconds limit = none;
        if (!client) return limit;
        for (const auto& each : client->agreed)
            if (each.month == month && each.kind == kind) limit = each.limit;
        return limit;
    }
};

Included included_in(const Desk& desk, const std::string& name, Month month) {
    const auto terms = terms_in(desk, name, month);
    return {terms.policy, terms.client, terms.contract, month};
}

/// The hours that months have left, the oldest first.
class Carried {
public:
    Seconds sum() const {
        Seconds sum = none;
        for (const auto& [month, time] : left_) sum += time;
        return sum;
    }

    void use(Seconds time) {
        for (auto& [month, left] : left_) {
            const auto taken = std::min(time, left);
            left -= taken;
            time -= taken;
        }
    }

    /// The month is over: what it leaves is added, what has expired goes, and of more than may be carried the oldest.
    void close(Month month, Seconds leaves, const Policy::Hours::Rollover& rollover) {
        left_.push_back({month, leaves});
        std::erase_if(left_, [&](const Left& each) {
            return each.time == none || (rollover.months && each.month + months(*rollover.months) <= month);
        });
        if (rollover.most) use(std::max(sum() - Seconds(*rollover.most), none));
    }

    void clear() { left_.clear(); }

private:
    struct Left {
        Month month{};
        Seconds time{0};
    };
    std::deque<Left> left_;
};

void sort_by_time(std::vector<TimeEntry>& entries) {
    std::ranges::stable_sort(entries, [](const TimeEntry& a, const TimeEntry& b) {
        return std::tie(a.began, a.ticket, a.by) < std::tie(b.began, b.ticket, b.by);
    });
}

/// Runs the client's entries, in the order of the work, against what there is.
void settle(ClientHours& hours, const Policy::Hours& rules) {
    using Over = Policy::Hours::Over;
    const auto limit = hours.cap ? std::optional(*hours.cap + hours.carried) : std::nullopt;
    const auto payable = rules.over == Over::agree ? hours.agreed : none;
    sort_by_time(hours.entries);
    for (auto& entry : hours.entries) {
        if (!entry.counted) {
            hours.not_counted += entry.time;
            continue;
        }
        const auto room = limit ? std::max(*limit - hours.used, none) : entry.accounted;
        entry.over = std::max(entry.accounted - room, none);
        hours.used += entry.accounted;
        hours.over += entry.over;
        const auto beyond = std::min(entry.over, std::max(hours.over - payable, none));
        if (rules.over != Over::allow) entry.unagreed = beyond;
        hours.unagreed += entry.unagreed;
    }
}

/// The entries of a kind from the beginning of the contract through the month, against what the term includes of it.
PlannedHours against_plan(const Client::Planned& plan, const EntriesByMonth& by_month, MonthSpan span, const Included& included,
                          const Zone& zone) {
    PlannedHours hours{plan.kind, plan.time, none, none, included.agreed(plan.kind), {}};
    for (const auto& [month, of_month] : by_month) {
        if (month > span.last || (span.first && month < *span.first)) continue;
        auto entries = of_month;
        sort_by_time(entries);
        for (auto& entry : entries) {
            if (entry.kind != plan.kind || contract_on(*included.client, zone.day(entry.began)) != included.contract) continue;
            hours.used += entry.accounted;
            if (month != included.month) continue;
            entry.over = std::min(entry.accounted, std::max(hours.used - hours.planned, none));
            if (entry.over == none) continue;
            hours.over += entry.over;
            entry.unagreed = std::min(entry.over, std::max(hours.over - hours.agreed, none));
            hours.entries.push_back(std::move(entry));
        }
    }
    return hours;
}

/// Runs the months of a client one after the other, and shows each. `first` is that of its first hours.
template <class Visit>
void run(const std::string& client, const EntriesByMonth& by_month, MonthSpan span, const Desk& desk, const Visit& visit) {
    Carried carried;
    for (auto at = *span.first; at <= span.last; at += months(1)) {
        const auto included = included_in(desk, client, at);
        ClientHours hours;
        hours.client = client;
        hours.cap = included.cap();
        if (!included.rolls()) carried.clear();
        hours.carried = carried.sum();
        hours.agreed = included.agreed({});
        if (const auto entries = by_month.find(at); entries != by_month.end()) hours.entries = entries->second;
        settle(hours, *included.policy.hours);
        hours.suspensions = suspensions_in(hours, included.client, included.policy, at, desk.policy.zone);
        if (included.rolls()) {
            carried.use(std::min(hours.used, hours.carried));
            carried.close(at, *hours.left() - carried.sum(), *included.policy.hours->rollover);
            hours.carries = carried.sum();
        }
        visit(at, std::move(hours));
    }
}

/// The month of a client's first contract where hours of former months matter to this one: absent where they do not.
std::optional<Month> since(const Client& client, const Desk& desk, Month month) {
    const auto* contract = contract_in(client, month);
    if (!contract) return {};
    const auto month_of = [](const Client::Contract& each) { return each.from.year() / each.from.month(); };
    if (policy_in(desk, contract, month).hours->rollover) return month_of(client.contracts.front());
    return contract->planned.empty() ? std::nullopt : std::optional(month_of(*contract));
}

/// The first month of the span whose hours matter to its last.
Month first_of(const EntriesByMonth& by_month, const std::string& name, const Desk& desk, MonthSpan span) {
    const auto begin = span.first ? by_month.lower_bound(*span.first) : by_month.begin();
    auto first = begin == by_month.end() ? span.last : std::min(begin->first, span.last);
    if (const auto* client = client_named(desk, name))
        if (const auto begun = since(*client, desk, span.last)) first = std::min(first, *begun);
    return first;
}

/// Those of the last month of the span; what is worked outside it is passed over.
ClientHours hours_of(const std::string& client, const EntriesByMonth& by_month, MonthSpan span, const Desk& desk) {
    ClientHours last;
    run(client, by_month, {first_of(by_month, client, desk, span), span.last}, desk,
        [&](Month, ClientHours hours) { last = std::move(hours); });
    if (const auto included = included_in(desk, client, span.last); included.contract)
        for (const auto& plan : included.contract->planned)
            last.plans.push_back(against_plan(plan, by_month, span, included, desk.policy.zone));
    return last;
}

/// Whether the contract of the month gives or costs something, so that there is a statement without any work.
bool has_statement(const Client& client, Month month) {
    const auto* contract = contract_in(client, month);
    return contract && (contract->hours || !contract->charges.empty());
}

}  // namespace

std::optional<Seconds> HoursSum::left() const {
    if (!cap) return std::nullopt;
    return std::max(limit() - used, none);
}

bool HoursSum::has_used(int percent) const {
    if (!cap) return false;
    return percent == 100 ? used > limit() : used * 100 >= limit() * percent;
}

std::vector<TimeEntry> all_entries(const MonthHours& hours) {
    std::vector<TimeEntry> all;
    for (const auto& client : hours.clients) all.insert(all.end(), client.entries.begin(), client.entries.end());
    return all;
}

std::optional<Seconds> hours_included(const Desk& desk, const std::string& client, Month month) {
    return included_in(desk, client, month).cap();
}

MonthSpan months_needed(const Desk& desk, Month month, const std::string& client) {
    MonthSpan span{month, month};
    // A client without contracts has had the hours of the desk's policy from its first work on.
    const auto* only = client.empty() ? nullptr : client_named(desk, client);
    const auto rolls = [](const Policy& policy) { return policy.hours->rollover.has_value(); };
    if ((!only || only->contracts.empty()) && any_of_desk(desk, rolls)) return {{}, month};
    for (const auto& each : desk.clients) {
        if (!client.empty() && each.name != client) continue;
        if (const auto first = since(each, desk, month)) span.first = std::min(*span.first, *first);
    }
    return span;
}

MonthHours month_hours(const EntriesByClient& entries, Month month, const Desk& desk, const std::string& client) {
    const auto span = months_needed(desk, month, client);
    const auto is_meant = [&](const std::string& name) { return client.empty() || name == client; };
    std::set<std::string> names;
    if (!client.empty()) names.insert(client);
    for (const auto& [name, by_month] : entries)
        if (is_meant(name) && by_month.contains(month)) names.insert(name);
    for (const auto& each : desk.clients)
        if (is_meant(each.name) && has_statement(each, month)) names.insert(each.name);
    const EntriesByMonth no_work;
    MonthHours hours{month, {}};
    for (const auto& name : names) {
        const auto found = entries.find(name);
        hours.clients.push_back(hours_of(name, found == entries.end() ? no_work : found->second, span, desk));
    }
    return hours;
}

MonthHours month_hours(std::span<const Ticket> tickets, Month month, const Desk& desk, const std::string& client) {
    return month_hours(entries_of(tickets, months_needed(desk, month, client), desk), month, desk, client);
}

std::map<std::string, std::vector<Period>> suspension_periods(const EntriesByClient& entries, const Desk& desk) {
    std::map<std::string, std::vector<Period>> times;
    for (const auto& [client, by_month] : entries) {
        const auto last = by_month.rbegin()->first;
        run(client, by_month, {first_of(by_month, client, desk, {{}, last}), last}, desk,
            [&, &name = client](Month, const ClientHours& hours) {
                if (!hours.suspensions.empty()) std::ranges::copy(hours.suspensions, std::back_inserter(times[name]));
            });
    }
    return times;
}

}  // namespace desk

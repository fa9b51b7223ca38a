#include "core/month/what_if.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/contract/hours_rules.hpp"

namespace desk {
namespace {

struct Decisions {
    int met = 0, missed = 0;
    const Ticket* ticket = nullptr;
};

using ByTarget = std::map<std::pair<Reference, Measure>, Decisions>;

std::string to_text(const Decisions& decisions) {
    const auto [met, missed, ticket] = decisions;
    if (met == 0 && missed == 0) return "none";
    if (met + missed == 1) return met == 1 ? "met" : "missed";
    if (missed == 0) return fmt::format("{} met", met);
    return met == 0 ? fmt::format("{} missed", missed) : fmt::format("{} met, {} missed", met, missed);
}

std::string outcome_of(const ByTarget::key_type& target, const ByTarget& decided) {
    const auto found = decided.find(target);
    return to_text(found == decided.end() ? Decisions() : found->second);
}

/// Counts what one of the contracts makes of the past.
class Replay {
public:
    Replay(const Side& side, Month first, Month last) : side_(side) {
        for (auto month = first; month <= last; month += std::chrono::months(1)) months_[month];
    }

    void targets(std::span<const Ticket> tickets, const Period& period) {
        for (const auto& each : decided_in(tickets, period, side_.desk)) {
            auto& outcome = months_[side_.desk.policy.zone.month(each.at)];
            auto& decisions = decided_[{each.ticket->id, each.measure}];
            decisions.ticket = each.ticket;
            ++(each.met ? outcome.met : outcome.missed);
            ++(each.met ? decisions.met : decisions.missed);
        }
    }

    void money(std::span<const Ticket> worked, const std::string& client) {
        const auto needed = months_needed(side_.sources, months_.begin()->first, months_.rbegin()->first, client);
        const auto entries = entries_of(worked, needed, side_.sources.desk);
        for (auto& [month, outcome] : months_)
            for (const auto& statement : bill(entries, month, side_.sources, client).statements) {
                outcome.over += statement.hours.over;
                outcome.charge += statement.total();  // those of other currencies stay apart
                for (const auto& line : statement.lines)
                    if (line.what == StatementLine::What::credit) outcome.credit += -line.amount;
            }
    }

    const std::map<Month, Outcome>& months() const { return months_; }
    const ByTarget& decided() const { return decided_; }

private:
    const Side& side_;
    std::map<Month, Outcome> months_;
    ByTarget decided_;
};

class KnownCeased : public Suspensions {
public:
    explicit KnownCeased(std::map<std::string, std::vector<Period>> times) : times_(std::move(times)) {}

    const std::vector<Period>& of(const std::string& client) const override {
        static const std::vector<Period> never;
        const auto found = times_.find(client);
        return found == times_.end() ? never : found->second;
    }

private:
    std::map<std::string, std::vector<Period>> times_;
};

}  // namespace

Desk under(const Desk& desk, Policy policy) {
    auto other = desk;
    other.policy = std::move(policy);
    other.further.clear();
    for (auto& client : other.clients)
        for (auto& contract : client.contracts) contract.policy.clear();
    other.suspensions.reset();
    return other;
}

WhatIf what_if(std::span<const Ticket> tickets, std::span<const Ticket> worked, Month first, Month last, const Period& period,
               const Side& before, const Side& after, const std::string& client) {
    auto other = after.desk;
    if (other.policy.hours->ceases)
        other.suspensions = std::make_shared<KnownCeased>(suspension_periods(entries_of(worked, all_months, other), other));
    const Side replayed{other, after.sources};
    Replay then(before, first, last), now(replayed, first, last);
    for (auto* replay : {&then, &now}) {
        replay->targets(tickets, period);
        replay->money(worked, client);
    }
    WhatIf made{{}, {}, before.desk.policy.currency, after.desk.policy.currency};
    for (const auto& [month, outcome] : then.months()) made.months.push_back({month, outcome, now.months().at(month)});
    auto all = then.decided();
    all.insert(now.decided().begin(), now.decided().end());
    for (const auto& [target, decisions] : all)
        if (auto was = outcome_of(target, then.decided()), is = outcome_of(target, now.decided()); was != is)
            made.tickets.push_back({decisions.ticket, target.second, std::move(was), std::move(is)});
    return made;
}

}  // namespace desk

#include "core/month/what_if.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "core/contract/dated.hpp"
#include "core/contract/former_names.hpp"
#include "core/month/hours.hpp"
#include "core/month/suspensions.hpp"

namespace desk {
namespace {

struct Decisions {
    int met = 0, missed = 0;
};

using ByTarget = std::map<std::pair<Reference, Measure>, Decisions>;

std::string to_text(const Decisions& decisions) {
    const auto [met, missed] = decisions;
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
    explicit Replay(const Side& side) : side_(side) {}
    Replay(const Side& side, Month first, Month last) : side_(side) {
        for (auto month = first; month <= last; month += std::chrono::months(1)) months_[month];
    }

    void targets(std::span<const Ticket> tickets, const Period& period) {
        for (const auto& each : decided_in(tickets, period, side_.desk)) {
            auto& outcome = months_[side_.desk.policy.zone.month(each.at)];
            auto& decisions = decided_[{each.ticket->id, each.measure}];
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

/// The desk with what its policies need to know of work: when support had ceased.
Desk with_suspensions(const Desk& desk, std::span<const Ticket> worked) {
    auto made = desk;
    if (!made.suspensions && may_suspend(made))
        made.suspensions = std::make_shared<KnownCeased>(suspension_periods(entries_of(worked, all_months, made), made));
    return made;
}

std::vector<Ticket> in_words_of(const Desk& desk, std::span<const Ticket> tickets) {
    std::vector<Ticket> all(tickets.begin(), tickets.end());
    if (has_former_names(desk))
        for (auto& ticket : all) ticket = in_present_words(std::move(ticket), desk);
    return all;
}

std::vector<TicketDifference> differences(const ByTarget& then, const ByTarget& now, std::span<const Ticket> tickets) {
    std::vector<TicketDifference> all;
    auto targets = then;
    targets.insert(now.begin(), now.end());
    for (const auto& [target, decisions] : targets) {
        auto was = outcome_of(target, then), is = outcome_of(target, now);
        const auto ticket = std::ranges::lower_bound(tickets, target.first, {}, &Ticket::id);
        if (was != is && ticket != tickets.end()) all.push_back({&*ticket, target.second, std::move(was), std::move(is)});
    }
    return all;
}

/// What a client of the one desk is called in the other.
std::string name_in(const Desk& desk, const std::string& client, const Desk& other) {
    if (client.empty() || client_named(desk, client)) return present_client(desk, client);
    const auto* known = client_named(other, client);
    for (const auto& name : known ? known->was : std::vector<std::string>())
        if (const auto* former = client_named(desk, name)) return former->name;
    return client;
}

}  // namespace

std::vector<TicketDifference> differences(std::span<const Ticket> tickets, const Period& period, const Desk& before,
                                          const Desk& after) {
    const ClosedMonths none;
    const auto decided = [&](const Desk& desk) {
        const auto own = in_words_of(desk, tickets);
        const auto whole = with_suspensions(desk, own);
        const BillingSources sources{whole, none};
        const Side side{whole, sources};
        Replay replay(side);
        replay.targets(own, period);
        return replay.decided();
    };
    return differences(decided(before), decided(after), tickets);
}

Desk under(const Desk& desk, Policy policy) {
    auto other = desk;
    other.policy = std::move(policy);
    other.further.clear();
    other.policy.terms.clear();
    other.broken_terms.reset();
    for (auto& client : other.clients)
        for (auto& contract : client.contracts) contract.policy.clear();
    other.suspensions.reset();
    return other;
}

WhatIf what_if(std::span<const Ticket> tickets, std::span<const Ticket> worked, Month first, Month last, const Period& period,
               const Side& before, const Side& after, const std::string& client) {
    const auto replayed = [&](const Side& side) {
        const auto own = in_words_of(side.desk, tickets), own_worked = in_words_of(side.desk, worked);
        const auto whole = with_suspensions(side.desk, own_worked);
        const Side by{whole, side.sources};
        Replay replay(by, first, last);
        replay.targets(own, period);
        replay.money(own_worked, name_in(side.desk, client, after.desk));
        return std::pair(replay.months(), replay.decided());
    };
    const auto [then, decided_then] = replayed(before);
    const auto [now, decided_now] = replayed(after);
    WhatIf made{{}, differences(decided_then, decided_now, tickets), before.desk.policy.currency, after.desk.policy.currency};
    for (const auto& [month, outcome] : then) made.months.push_back({month, outcome, now.at(month)});
    return made;
}

}  // namespace desk

#include "core/month/report_targets.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/base/text.hpp"
#include "core/contract/desk_words.hpp"

namespace desk {
namespace {

constexpr std::size_t worst_shown = 5;

std::string times_text(std::ptrdiff_t count, std::string_view what) {
    return count == 1 ? std::string(what) : fmt::format("{} {} times", what, count);
}

/// What stands in the log that may have made it late.
std::string reasons(const Ticket& ticket, const Clock& clock, Instant until, const Zone& zone) {
    const auto holder = ticket.now.assignee.empty() ? "nobody has it" : "with " + ticket.now.assignee;
    std::vector<std::string> parts{clock.stopped ? fmt::format("done {}", shown(zone, *clock.stopped)) : holder};
    for (const auto& [whom, time] : waits(ticket, until))
        parts.push_back(fmt::format("waited {} for {}", to_text(std::chrono::floor<Minutes>(time)), whom));
    const auto count = [&](auto is) { return std::ranges::count_if(ticket.log, is); };
    if (const auto times = count([](const Event& event) { return as<did::Escalate>(event) != nullptr; }); times > 0)
        parts.push_back(times_text(times, "escalated"));
    if (const auto times = count([](const Event& event) { return as<did::Reopen>(event) != nullptr; }); times > 0)
        parts.push_back(times_text(times, "reopened"));
    return joined(parts, "; ");
}

/// Every target of one ticket that was decided.
std::vector<Decided> decided_by(const std::vector<Clock>& clocks, const Ticket& ticket, const Period& period, const Desk& desk) {
    std::vector<Decided> decided;
    for (const auto& clock : clocks) {
        Decided made{&ticket, ticket.now.priority, clock.measure, clock.target, {}, {}, false, clock.stopped, Milliseconds(0),
                     {}};
        for (const auto& breach : clock.breaches) {
            if (!lies_in(breach.due, period)) continue;
            auto former = made;
            former.priority = breach.priority;
            former.target = breach.target;
            former.at = former.due = breach.due;
            former.why = fmt::format("late while it was {}", breach.priority.empty() ? "promised so" : breach.priority);
            decided.push_back(std::move(former));
        }
        if (!clock.due) continue;
        made.met = clock.state == Clock::State::met;
        made.due = *clock.due;
        made.at = made.met ? *clock.stopped : *clock.due;
        if ((!made.met && !clock.is_over()) || !lies_in(made.at, period)) continue;
        if (!made.met) {
            made.over = -left(clock, period.until).value_or(Milliseconds(0));
            made.why = reasons(ticket, clock, period.until, desk.policy.zone);
        }
        decided.push_back(std::move(made));
    }
    return decided;
}

Judged judged(const Ticket& ticket, const Period& period, const Desk& desk) {
    const auto all = clocks(ticket, terms_of(desk, ticket), last_of(period));
    Judged judged{decided_by(all, ticket, period, desk), {}, {}};
    const auto& calendar = calendar_or_desks(desk.policy, {});
    for (const auto& clock : all) {
        if (!clock.stopped || !lies_in(*clock.stopped, period) || clock.measure == Measure::fix) continue;
        const auto time = std::chrono::floor<Seconds>(between(calendar, clock.start, *clock.stopped));
        (clock.measure == Measure::respond ? judged.respond : judged.resolve).push_back(time);
    }
    return judged;
}

}  // namespace

std::vector<Decided> decided_in(std::span<const Ticket> tickets, const Period& period, const Desk& desk) {
    auto each = computed_on_all_cores(tickets, [&](const Ticket& ticket) {
        return decided_by(clocks(ticket, terms_of(desk, ticket), last_of(period)), ticket, period, desk);
    });
    std::vector<Decided> decided;
    for (auto& part : each) std::ranges::move(part, std::back_inserter(decided));
    return decided;
}

std::vector<Judged> judged(std::span<const Ticket> tickets, const Period& period, const Desk& desk) {
    return computed_on_all_cores(tickets, [&](const Ticket& ticket) { return judged(ticket, period, desk); });
}

void count_targets(const std::vector<Decided>& decided, const Desk& desk, PeriodReport& report) {
    const auto names = names_of(priorities_of(desk));
    const auto place_of = [&](const std::string& name) { return std::ranges::find(names, name) - names.begin(); };
    std::map<std::tuple<std::ptrdiff_t, std::string, Measure>, TargetCount> counts;
    for (const auto& each : decided) {
        auto& count = counts[{place_of(each.priority), each.priority, each.measure}];
        count.priority = each.priority;
        count.measure = each.measure;
        ++(each.met ? count.met : count.missed);
        if (!each.met) report.worst.push_back(each);
    }
    for (auto& [key, count] : counts) report.targets.push_back(std::move(count));
    std::ranges::stable_sort(report.worst, [](const Decided& a, const Decided& b) {
        return std::tie(b.over, a.due, a.ticket->id) < std::tie(a.over, b.due, b.ticket->id);
    });
    if (report.worst.size() > worst_shown) report.worst.resize(worst_shown);
}

}  // namespace desk

#include "core/month/report_targets.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/base/all_cores.hpp"
#include "core/base/text.hpp"
#include "core/clock/timeline.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/escalation_rules.hpp"
#include "core/ticket/edits.hpp"
#include "core/ticket/revision.hpp"

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

std::vector<Clock> all_clocks(const Ticket& ticket, const Terms& terms, Instant at) {
    auto all = clocks(ticket, terms, at);
    std::ranges::move(updates(ticket, terms, at), std::back_inserter(all));
    return all;
}

bool is_same(const Clock& a, const Clock& b) { return a.measure == b.measure && a.round == b.round && a.step == b.step; }

bool is_decided_alike(const Clock& a, const Clock& b) { return a.decided == b.decided && a.is_over() == b.is_over(); }

/// The same clock as it was before; null: there was none.
const Clock* found_in(const std::vector<Clock>& clocks, const Clock& clock) {
    const auto found = std::ranges::find_if(clocks, [&](const Clock& each) { return is_same(each, clock); });
    return found == clocks.end() ? nullptr : &*found;
}

std::string outcome_of(const Clock& clock, const Zone& zone) {
    if (!clock.decided) return "undecided";
    return fmt::format("{} {}", clock.is_over() ? "missed" : "met", shown(zone, *clock.decided));
}

Decided decided_by(const Clock& clock, const Ticket& ticket, Instant end, const Zone& zone) {
    Decided made{&ticket,          clock.priority,
                 clock.measure,    clock.target,
                 *clock.decided,   clock.due.value_or(*clock.decided),
                 !clock.is_over(), clock.stopped,
                 Milliseconds(0),  {}};
    if (made.met) return made;
    made.over = -left(clock, end).value_or(Milliseconds(0));
    made.why = reasons(ticket, clock, end, zone);
    return made;
}

/// With `continue` the rounds are one time, which ends with the last resolution.
bool is_last_round(const Clock& clock, const std::vector<Clock>& clocks) {
    return std::ranges::none_of(
        clocks, [&](const Clock& other) { return other.measure == clock.measure && other.round > clock.round && other.stopped; });
}

/// On the clock's own calendar, without its pauses; the desk's where it has no target.
void add_time(const Clock& clock, const std::vector<Clock>& all, const Policy& policy, Judged& judged) {
    const bool is_response = clock.measure == Measure::respond;
    if ((!is_response && clock.measure != Measure::resolve) || !clock.stopped || clock.undecided) return;
    if (!is_response && !policy.clock->reopen.resolve && !is_last_round(clock, all)) return;
    const auto& calendar = clock.calendar ? *clock.calendar : calendar_or_desks(policy, {});
    const auto time = std::chrono::floor<Seconds>(between(calendar, clock.start, *clock.stopped, clock.pauses));
    (is_response ? judged.respond : judged.resolve).push_back(time);
}

/// The promises that were moved back in the period after so many percent of their time.
void add_loosened(const Clock& clock, const Ticket& ticket, const Period& period, int near, Judged& judged) {
    for (const auto& each : clock.loosened)
        if (each.used >= near && lies_in(each.at, period)) judged.loosened.push_back({&ticket, clock.measure, each});
}

/// The ticket as it was known at the beginning; where it was not, no clock had run.
std::vector<Clock> clocks_before(const Ticket& ticket, const Period& period, const Desk& desk) {
    if (ticket.opened >= period.from) return {};
    const auto before = as_of(ticket, period.from);
    return all_clocks(before, terms_of(desk, before), period.from - Milliseconds(1));
}

Judged judged(const Ticket& ticket, const Period& period, const Desk& desk) {
    const auto terms = terms_of(desk, ticket);
    const auto before = clocks_before(ticket, period, desk);
    const auto after = all_clocks(ticket, terms, last_of(period));
    Judged judged;
    for (const auto& clock : after) {
        const auto* former = found_in(before, clock);
        add_loosened(clock, ticket, period, near_of(*terms.policy.escalation), judged);
        if (former && former->decided && !is_decided_alike(*former, clock))
            judged.corrected.push_back(
                {&ticket, fmt::format("{}: {}, was {}", noun_of(clock), outcome_of(clock, desk.policy.zone),
                                      outcome_of(*former, desk.policy.zone))});
        else if (clock.decided && !(former && former->decided))
            judged.decided.push_back(decided_by(clock, ticket, period.until, desk.policy.zone));
        if (!former || !former->stopped) add_time(clock, after, terms.policy, judged);
    }
    return judged;
}

/// What is right since; a client is not told of another.
std::string correction_text(const Event& event, const std::string& client, const Zone& zone) {
    const auto* edit = as<did::Edit>(event);
    if (!edit) return revision_in_words(event, zone);
    if (!client.empty() && edit->field == "client") return "client: another";
    return fmt::format("{}: {}, was {}", edit->field, shown_text(edit->field, edit->to, zone),
                       shown_text(edit->field, edit->from, zone));
}

/// What was recorded only after the period is on no page of it, nor what became of it.
bool is_of_later(const Event& event, const Period& period) {
    const auto* correct = as<did::Correct>(event);
    const auto* retract = as<did::Retract>(event);
    return (correct && correct->of >= period.until) || (retract && retract->of >= period.until);
}

void add_corrected_after(const Ticket& ticket, const Period& period, const std::string& client, Instant now, const Zone& zone,
                         std::vector<Corrected>& corrected) {
    for (const auto* event : timeline_of(ticket, now).corrections) {
        if (event->at < period.until || is_ahead(event->at, now)) continue;
        if (is_of_later(*event, period)) continue;
        corrected.push_back(
            {&ticket, fmt::format("{}, since {}", correction_text(*event, client, zone), shown(zone, event->at))});
    }
}

}  // namespace

std::vector<Corrected> corrected_after(std::span<const Ticket> tickets, const Period& period, const std::string& client,
                                       Instant now, const Zone& zone) {
    std::vector<Corrected> corrected;
    for (const auto& ticket : tickets) {
        const auto is_later = [&](const Event& event) {
            return event.at >= period.until && (as<did::Edit>(event) || as<did::Correct>(event) || as<did::Retract>(event));
        };
        if (std::ranges::none_of(ticket.log, is_later) || !lives_in(ticket, period)) continue;
        if (!client.empty() && as_of(ticket, period.until).client != client) continue;
        add_corrected_after(ticket, period, client, now, zone, corrected);
    }
    std::ranges::stable_sort(corrected, {}, [](const Corrected& each) { return each.ticket->id; });
    return corrected;
}

std::vector<Decided> decided_in(std::span<const Ticket> tickets, const Period& period, const Desk& desk) {
    std::vector<Decided> decided;
    for (auto& each : judged(tickets, period, desk)) std::ranges::move(each.decided, std::back_inserter(decided));
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

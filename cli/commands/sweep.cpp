#include "core/duty/sweep.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/views/description.hpp"
#include "cli/views/proposals.hpp"
#include "cli/views/recorded.hpp"
#include "cli/views/sweep.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/find/sort.hpp"
#include "store/desk/places.hpp"

namespace desk::cli {
namespace {

struct Options {
    bool check = false;
    bool propose = false;
};

struct SweptTicket {
    std::vector<Event> events;           ///< what the rules do to it now
    std::optional<ClockSummary> clocks;  ///< before that; absent: nobody asks for them

    bool is_late() const { return clocks && clocks->late; }
};

using Swept = FoundWith<SweptTicket>;

/// The tickets to which the rules do something now, and with `late` those with a clock that is over.
Swept swept_tickets(bool late, Context& context) {
    const auto& desk = context.desk();
    return context.store().map({Depth::whole_unless_closed, {}, {}}, [&](const Ticket& ticket) {
        const auto terms = terms_of(desk, ticket);
        SweptTicket swept{due_by_rule(ticket, terms, context.now), {}};
        if (late) swept.clocks = summary_of(ticket, terms, context.now);
        return swept.is_late() || !swept.events.empty() ? std::optional(std::move(swept)) : std::nullopt;
    });
}

/// Puts the events of the rules into the ticket's log.
std::vector<Recorded> apply_rules(const std::vector<Event>& events, Ticket& ticket) {
    std::vector<Recorded> applied;
    for (const auto& event : events) {
        append(ticket, event);
        applied.push_back(recorded(ticket, event));
    }
    return applied;
}

/// Why the ticket cannot be written; the others are swept all the same. Empty: it can.
std::string obstacle(const Stored& stored, Context& context) {
    if (fold(stored.ticket.log) != stored.ticket.now) return "its header does not follow from its log: see `desk check`";
    if (stored.loses_comment && !context.forced()) return "writing it would lose a comment; --force writes it anyway";
    return {};
}

/// Reads the ticket again, under the lock: another sweep may have been here.
std::vector<Recorded> sweep_ticket(const Reference& reference, Context& context) {
    auto& change = context.change();
    auto stored = context.store().load(reference);
    if (const auto why = obstacle(stored, context); !why.empty()) {
        context.store().problems().add({{path_of(reference)}, why});
        return {};
    }
    auto ticket = context.store().in_present_words(std::move(stored.ticket));
    const auto events = due_by_rule(ticket, context.terms(ticket), context.now);
    auto applied = apply_rules(events, ticket);
    for (const auto& each : applied) change.stage(ticket, summary(each.event, context.policy().zone));
    return applied;
}

/// In the order in which the rules applied.
std::vector<Recorded> sweep_all(Swept& swept, bool writes, Context& context) {
    std::vector<Recorded> all;
    for (std::size_t i = 0; i < swept.tickets.size(); ++i) {
        auto& ticket = swept.tickets[i];
        std::ranges::move(writes ? sweep_ticket(ticket.id, context) : apply_rules(swept.values[i].events, ticket),
                          std::back_inserter(all));
    }
    std::ranges::stable_sort(all, before, &Recorded::event);
    return all;
}

/// Lists what is late, the longest first. The clocks are those from before the rules were tried.
void show_late(const Swept& swept, Context& context) {
    std::vector<ListedTicket> tickets;
    for (std::size_t i = 0; i < swept.tickets.size(); ++i)
        if (swept.values[i].is_late()) tickets.push_back({&swept.tickets[i], swept.values[i].clocks});
    sort(tickets, "due", context.desk());
    auto table = ticket_table(tickets, queue_columns(context.out.form()), false, {context.desk(), context.now});
    table.name = "late";
    context.out.show(table);
    if (!tickets.empty()) context.outcome = Fault::over;
}

/// What the policy leaves to a person, as if it were done.
void show_proposals(const Options& options, Context& context) {
    const auto& desk = context.desk();
    auto found = context.store().map({Depth::whole_unless_closed, {}, {}}, [&](const Ticket& ticket) {
        auto events = proposed_by_rule(ticket, terms_of(desk, ticket), context.now);
        return events.empty() ? std::nullopt : std::optional(std::move(events));
    });
    context.out.show(proposals_page(found.tickets, found.values, context.policy().zone));
    if (options.check && !found.tickets.empty()) context.outcome = Fault::over;
}

void sweep_tickets(const Options& options, Context& context) {
    if (options.propose) return show_proposals(options, context);
    const bool writes = !context.is_dry_run() && !options.check;
    if (!context.is_dry_run())
        add_missing_files(context.store());  // nobody looks on: a ticket that is gone must not end an alarm
    auto swept = swept_tickets(options.check, context);
    const auto all = sweep_all(swept, writes, context);
    if (writes) context.change();  // which finishes what a sweep that was killed has left
    context.out.show(sweep_page(all, context.policy().zone));
    if (!options.check) return;
    if (!all.empty()) context.outcome = Fault::over;
    show_late(swept, context);
}

}  // namespace

Run bind_sweep(Args& args) {
    auto options = std::make_shared<Options>();
    args.flag("--check", options->check, "only show what would be done, and what is late; exit with 8 if there is anything");
    args.flag("--propose", options->propose, "only list what the policy leaves to a person: [escalation] propose = true");
    args.example("desk sweep --dry-run");
    return [options](Context& context) { sweep_tickets(*options, context); };
}

}  // namespace desk::cli

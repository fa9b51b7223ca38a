#include "cli/views/clocks.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/clock_text.hpp"
#include "cli/views/json.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/clock/clock.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/process.hpp"

/// How a ticket stands, as `show` tells it.
namespace desk::cli {
namespace {

/// The reason why no clock has a target, where all have the same.
std::string why_none(const std::vector<Clock>& clocks) {
    const auto alike = [&](const Clock& clock) {
        return (clock.state == Clock::State::none || clock.state == Clock::State::excused) &&
               clock.why_not == clocks.front().why_not;
    };
    return !clocks.empty() && std::ranges::all_of(clocks, alike) ? clocks.front().why_not : std::string();
}

void clock_facts(Page& page, const std::vector<Clock>& clocks, const Zone& zone, Instant now) {
    if (const auto why = why_none(clocks); !why.empty()) return fact(page, "due", {{why, Look::faint}});
    for (const auto& clock : clocks) {
        auto spans = state_of(
            clock, [&](Instant at) { return shown(zone, at); }, now);
        if (!clock.target.empty()) spans.push_back({fmt::format(" ({}: {})", clock.from, clock.target), Look::faint});
        const bool is_round = clock.round > 1 && clock.measure == Measure::resolve;
        fact(page, is_round ? fmt::format("round {}", clock.round) : name_of(clock), std::move(spans));
    }
}

void wait_fact(Page& page, const std::vector<Waited>& waits) {
    std::vector<std::string> all;
    all.reserve(waits.size());
    for (const auto& [whom, time] : waits)
        if (const auto minutes = std::chrono::round<Minutes>(time); minutes > Minutes(0))
            all.push_back(fmt::format("{} for {}", to_text(minutes), whom == "client" ? "the client" : whom));
    fact(page, "waited", joined(all, ", "));
}

std::string shown_step(const StepState& state, const Zone& zone) {
    if (!state.done) return fmt::format("- {}{}", state.step->name, state.step->optional ? " (optional)" : "");
    const auto* step = as<did::Step>(*state.done);
    return fmt::format("\u2713 {}{} ({}, {})", state.step->name, step && !step->result.empty() ? ": " + step->result : "",
                       shown(zone, state.done->at), state.done->by);
}

void step_facts(Page& page, const std::vector<StepState>& states, const Zone& zone) {
    const Process* process = nullptr;
    for (const auto& state : states) {
        fact(page, state.process == process ? "" : state.process->name, shown_step(state, zone));
        process = state.process;
    }
}

/// What is still to be asked of the client, and who might take the ticket: nothing once it is resolved.
std::vector<const Policy::Intake::Item*> open_gaps(const Ticket& ticket, const Policy& policy) {
    return is_open(ticket.now.status) ? gaps(ticket, policy) : std::vector<const Policy::Intake::Item*>();
}

Suggestion open_suggestion(const Ticket& ticket, const Terms& terms) {
    return is_open(ticket.now.status) && ticket.now.assignee.empty() ? suggested(terms, ticket) : Suggestion();
}

std::string question(const Policy::Intake::Item& item) { return item.ask.empty() ? item.name : item.ask; }

/// A list over all the tickets; each item names its own.
class Lists {
public:
    void add(const Ticket& ticket, Value::Object item) {
        item.insert(item.begin(), {"ticket", ticket.id.text()});
        items_.emplace_back(std::move(item));
    }
    Page page(std::string name) { return {std::move(name), std::move(items_), {}, {}}; }

private:
    Value::Array items_;
};

Value::Object step_json(const StepState& state) {
    const auto* step = state.done ? as<did::Step>(*state.done) : nullptr;
    return {{"process", state.process->name},
            {"step", state.step->name},
            {"done", state.done ? Value(to_text(state.done->at)) : Value()},
            {"by", state.done ? Value(state.done->by) : Value()},
            {"result", step ? word(step->result).json : Value()},
            {"optional", state.step->optional}};
}

}  // namespace

void standing_lines(Page& page, const Ticket& ticket, const Terms& terms, Instant now) {
    const auto& zone = terms.policy.zone;
    clock_facts(page, clocks(ticket, terms, now), zone, now);
    wait_fact(page, waits(ticket, now));
    step_facts(page, steps_of(ticket, terms.policy.processes), zone);
    std::string_view label = "to ask";
    for (const auto* item : open_gaps(ticket, terms.policy)) fact(page, std::exchange(label, ""), question(*item));
    if (const auto [agent, why] = open_suggestion(ticket, terms); !agent.empty())
        fact(page, "suggested", agent + (why.empty() ? "" : fmt::format(" ({})", why)));
}

std::vector<Page> standing_pages(std::span<const Ticket> tickets, const Desk& desk, Instant now) {
    Lists all_clocks, all_waits, all_steps, all_gaps, all_suggestions;
    for (const auto& ticket : tickets) {
        const auto terms = terms_of(desk, ticket);
        for (const auto& clock : clocks(ticket, terms, now)) all_clocks.add(ticket, to_json(clock, now));
        for (const auto& [whom, time] : waits(ticket, now)) all_waits.add(ticket, {{"for", whom}, {"time", seconds(time)}});
        for (const auto& state : steps_of(ticket, terms.policy.processes)) all_steps.add(ticket, step_json(state));
        for (const auto* item : open_gaps(ticket, terms.policy))
            all_gaps.add(ticket, {{"item", item->name}, {"ask", word(item->ask).json}});
        if (const auto [agent, why] = open_suggestion(ticket, terms); !agent.empty())
            all_suggestions.add(ticket, {{"agent", agent}, {"why", word(why).json}});
    }
    return {all_clocks.page("clocks"), all_waits.page("waits"), all_steps.page("steps"), all_gaps.page("intake"),
            all_suggestions.page("suggested")};
}

}  // namespace desk::cli

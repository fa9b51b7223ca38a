#include "core/contract/process.hpp"

#include <algorithm>

#include "core/base/contains.hpp"

namespace desk {
namespace {

using Step = Process::Step;

const Event* last_of(const Ticket& ticket, std::string_view step) {
    const auto found = std::find_if(ticket.log.rbegin(), ticket.log.rend(), [&](const Event& event) {
        const auto* done = as<did::Step>(event);
        return done && done->step == step;
    });
    return found == ticket.log.rend() ? nullptr : &*found;
}

/// Whether the branch that the step stands in was taken. The earlier step must lie on the way itself.
bool is_taken(const Step& step, std::span<const StepState> way) {
    if (step.after.empty()) return true;
    return std::ranges::any_of(way, [&](const StepState& earlier) {
        return earlier.step->name == step.after && earlier.is_done() &&
               contains(step.after_results, as<did::Step>(*earlier.done)->result);
    });
}

std::vector<StepState> way_of(const Ticket& ticket, const Process& process) {
    std::vector<StepState> way;
    if (!matches(process.when, ticket)) return way;
    for (const auto& step : process.steps)
        if (matches(step.when, ticket) && is_taken(step, way)) way.push_back({&process, &step, last_of(ticket, step.name)});
    return way;
}

bool is_owed(const StepState& state) { return !state.is_done() && !state.step->optional; }

bool is_work(std::string_view action) { return action == "work" || action.starts_with("work "); }

bool gates(const Step& step, std::string_view action) {
    return contains(step.gates, action) || (is_work(action) && contains(step.gates, "work"));
}

/// The last entry of work that the step had to come before.
const Event* last_gated_work(const Ticket& ticket, const Step& step) {
    const auto found = std::find_if(ticket.log.rbegin(), ticket.log.rend(), [&](const Event& event) {
        const auto* work = as<did::Work>(event);
        return work && gates(step, "work " + work->mode);
    });
    return found == ticket.log.rend() ? nullptr : &*found;
}

bool is_open_for(const Ticket& ticket, const StepState& gate, std::string_view action) {
    if (!gate.is_done() || gate.is_skipped()) return false;
    if (!gate.step->each || !is_work(action)) return true;
    const auto* work = last_gated_work(ticket, *gate.step);
    return !work || before(*work, *gate.done);
}

}  // namespace

bool StepState::is_skipped() const { return done && as<did::Step>(*done)->result == Step::skipped; }

std::vector<StepState> steps_of(const Ticket& ticket, std::span<const Process> processes) {
    std::vector<StepState> steps;
    for (const auto& process : processes) std::ranges::copy(way_of(ticket, process), std::back_inserter(steps));
    return steps;
}

std::vector<StepState> next_steps(const Ticket& ticket, std::span<const Process> processes) {
    std::vector<StepState> next;
    for (const auto& process : processes) {
        const auto way = way_of(ticket, process);
        const auto found = std::ranges::find_if(way, is_owed);
        if (found != way.end()) next.push_back(*found);
    }
    return next;
}

const Step* gate_of(const Ticket& ticket, std::span<const Process> processes, std::string_view action) {
    const auto steps = steps_of(ticket, processes);
    const auto found = std::ranges::find_if(steps, [&](const StepState& state) {
        return state.step->name != action && gates(*state.step, action) && !is_open_for(ticket, state, action);
    });
    return found == steps.end() ? nullptr : found->step;
}

const Step* skipped_before(const Ticket& ticket, std::span<const Process> processes, std::string_view step) {
    for (const auto& process : processes) {
        const auto wanted = std::ranges::find(process.steps, step, &Step::name);
        if (!process.strict || wanted == process.steps.end()) continue;
        for (const auto& state : way_of(ticket, process))
            if (state.step < &*wanted && is_owed(state)) return state.step;
    }
    return nullptr;
}

const Event* held_since(const Ticket& ticket, const Condition& condition) {
    if (ticket.log.empty() || !matches(condition, ticket)) return nullptr;
    auto earlier = ticket;
    auto last = ticket.log.end();
    while (last != ticket.log.begin() && matches(condition, earlier)) {
        earlier.log = std::vector(ticket.log.begin(), --last);
        earlier.now = fold(earlier.log);
    }
    return last;
}

}  // namespace desk

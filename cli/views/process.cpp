#include "core/contract/process.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/views/policy_words.hpp"
#include "cli/views/process.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

Cell state_cell(const StepState& state, bool is_next) {
    if (state.is_skipped()) return {"skipped", "skipped", Look::faint};
    if (state.is_done()) return {"done", "done", Look::good};
    if (is_next) return {"next", "next", Look::accent};
    return state.step->optional ? Cell{"optional", "optional", Look::faint} : Cell{"open", "open"};
}

/// When, by whom, and with what result.
std::vector<Cell> done_cells(const StepState& state, const Zone& zone) {
    if (!state.is_done()) return {{}, {}, {}};
    const auto& done = *state.done;
    const auto& result = as<did::Step>(done)->result;
    return {{shown(zone, done.at), to_text(done.at), Look::faint}, word(done.by), state.is_skipped() ? Cell{} : word(result)};
}

Cell branch_cell(const Process::Step& step) {
    if (step.after.empty()) return condition_cell(step.when);
    const auto where = condition_cell(step.when);
    return {fmt::format("{} was {}", step.after, joined(step.after_results, " or ")) +
                (where.shown.empty() ? "" : ", " + where.shown),
            Value::Object{{"after", step.after}, {"results", texts_json(step.after_results)}, {"when", where.json}}};
}

/// All about a step in one text: what it means, when it is to be done, and what waits for it.
std::string step_text(const Process::Step& step) {
    const auto when = branch_cell(step).shown;
    std::vector<std::string> parts{step.means,
                                   step.optional ? "optional" : "",
                                   when.empty() ? "" : "only if " + when,
                                   step.within ? "within " + to_text(*step.within) : "",
                                   step.gates.empty() ? "" : "before " + joined(step.gates, ", "),
                                   step.each ? "anew each time" : "",
                                   step.tell ? "the client is told" : ""};
    std::erase(parts, std::string());
    return joined(parts, "; ");
}

}  // namespace

Table process_table(const Policy& policy) {
    auto table = wrapping("steps", {{"process"},
                                    {"step"},
                                    {"results"},
                                    {"means"},
                                    for_json("for"),
                                    for_json("strict"),
                                    for_json("when"),
                                    for_json("gates"),
                                    for_json("within"),
                                    for_json("optional"),
                                    for_json("each"),
                                    for_json("tell")});
    for (const auto& process : policy.processes)
        for (const auto& step : process.steps)
            table.rows.push_back({{&step == &process.steps.front() ? process.name : "", process.name},
                                  {step.name, step.name},
                                  list_cell(step.results),
                                  {step_text(step), word(step.means).json},
                                  condition_cell(process.when),
                                  yes_or_no(process.strict),
                                  branch_cell(step),
                                  list_cell(step.gates),
                                  word(step.within ? to_text(*step.within) : ""),
                                  yes_or_no(step.optional),
                                  yes_or_no(step.each),
                                  yes_or_no(step.tell)});
    return table;
}

Table step_table(const Ticket& ticket, const Policy& policy) {
    Table table{"steps",
                {{"process"}, {"step"}, {"state"}, {"done"}, {"by"}, {"result"}, {"within"}, {"means"}},
                {},
                {{"ticket", ticket.id.text()}},
                {{{{ticket.id.text() + "  ", Look::accent}, {ticket.title, Look::strong}}, 0, true}},
                {}};
    table.columns.back().wraps = true;
    const auto next = next_steps(ticket, policy.processes);
    const Process* before = nullptr;
    for (const auto& state : steps_of(ticket, policy.processes)) {
        const auto& step = *state.step;
        const bool is_next = std::ranges::count(next, state.step, &StepState::step) > 0;
        std::vector<Cell> row{{state.process == before ? "" : state.process->name, state.process->name},
                              {step.name, step.name},
                              state_cell(state, is_next)};
        std::ranges::move(done_cells(state, policy.zone), std::back_inserter(row));
        row.push_back(word(step.within ? to_text(*step.within) : ""));
        row.push_back(word(step.means));
        table.rows.push_back(std::move(row));
        before = state.process;
    }
    return table;
}

}  // namespace desk::cli

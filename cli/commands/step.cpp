#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/views/process.hpp"
#include "cli/views/shared.hpp"
#include "core/contract/process.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, step, result, text;
    std::optional<std::string> skip;
};

void show_steps(const Options& options, Context& context) {
    const auto ticket = context.store().ticket(context.store().reference(options.ticket));
    const auto table = step_table(ticket, context.terms(ticket).policy);
    context.out.show(table);
    if (table.rows.empty())
        context.out.tell(fmt::format("{}: has no steps, as no process of the policy is for it", called(ticket)));
}

did::Step step_from(const Options& options) {
    if (!options.skip) return {options.step, options.result, options.text};
    if (!options.result.empty() || !options.text.empty())
        throw Error(Fault::usage, "--skip cannot be used with a result or --text", "see --help");
    return {options.step, std::string(Process::Step::skipped), *options.skip};
}

void record_step(const Options& options, Context& context) {
    if (options.step.empty()) return show_steps(options, context);
    const auto done = step_from(options);
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) { return step(ticket, done, context.acting(ticket)); });
}

}  // namespace

Run bind_step(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.optional("STEP", options->step, "the step that was done; without it the steps are shown", Offers::steps);
    args.optional("RESULT", options->result, "what came of it, where the step has results");
    args.option("--text", options->text, "TEXT", "anything else to say about it");
    args.option("--skip", options->skip, "WHY", "skip the step, for this reason");
    args.example("desk step K7QF4 approval yes --text 'by Jane Doe, on the telephone'");
    return [options](Context& context) { record_step(*options, context); };
}

}  // namespace desk::cli

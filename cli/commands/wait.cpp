#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/typed.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string whom, why, until;
};

void let_wait(const Options& options, Context& context) {
    if (!options.text.empty() && !options.why.empty())
        throw Error(Fault::usage, "what is waited for is given twice", "give it with --why or after --");
    did::Wait waiting{options.whom, options.text.empty() ? options.why : text_of(context, options.text), {}};
    if (!options.until.empty()) waiting.until = moment_typed(options.until, "--until", Looking::ahead, context);
    record(context, options.tickets, [&](const Ticket& ticket) { return wait(ticket, waiting, context.acting(ticket)); });
}

}  // namespace

Run bind_wait(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text, "after --: what is waited for, as with --why",
                          {Between::last, "WHOM", &options->whom, "who has to act: client, vendor, ...", Offers::waits});
    args.option("--why", options->why, "TEXT", "what is waited for");
    args.option("--until", options->until, "TIME", "when to ask again");
    args.example("desk wait K7QF4 client --why 'a copy of the export file'");
    return [options](Context& context) { let_wait(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to, why, asked_by;
};

void prioritise_all(const Options& options, Context& context) {
    record(context, options.tickets, [&](const Ticket& ticket) {
        return prioritise(ticket, {{}, options.to, options.why, options.asked_by, {}}, context.acting());
    });
}

}  // namespace

Run bind_prioritise(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "PRIORITY", options->to, "one of the policy's priorities", Offers::priorities);
    args.option("--why", options->why, "TEXT", "the reason");
    args.option("--asked-by", options->asked_by, "NAME", "who of the client's asked for it");
    args.example("desk prioritise K7QF4 critical --why 'payroll is due on Friday' --asked-by 'Jane Doe'");
    return [options](Context& context) { prioritise_all(*options, context); };
}

}  // namespace desk::cli

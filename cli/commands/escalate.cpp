#include "cli/command.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    int to = 0;
    std::string assignee, why;
};

void escalate_all(const Options& options, Context& context) {
    const auto assignee = context.agent_from(options.assignee);
    record(context, options.tickets, [&](const Ticket& ticket) {
        return escalate(ticket, {0, options.to, assignee, options.why, {}}, context.acting(ticket));
    });
}

}  // namespace

Run bind_escalate(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::tickets);
    args.option("--to", options->to, "TIER", "the tier; the next one if it is not named", Offers::tiers);
    args.option("--assign", options->assignee, "AGENT", "who takes it there; otherwise nobody is assigned", Offers::agents);
    args.option("--why", options->why, "TEXT", "the reason");
    args.example("desk escalate K7QF4 --why 'not solved in half an hour'");
    return [options](Context& context) { escalate_all(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to, why;
};

void change_kind_of_all(const Options& options, Context& context) {
    record(context, options.tickets, [&](const Ticket& ticket) {
        return change_kind(ticket, {{}, options.to, options.why}, context.acting(ticket));
    });
}

}  // namespace

Run bind_kind(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "KIND", options->to, "one of the policy's kinds", Offers::kinds);
    args.option("--why", options->why, "TEXT", "the reason");
    args.example("desk kind K7QF4 training --why 'an operator error'");
    return [options](Context& context) { change_kind_of_all(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/recording/hours_cap.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to, why;
    bool over = false;
};

void change_kind_of_all(const Options& options, Context& context) {
    std::vector<Ticket> before;
    record(context, options.tickets, [&](const Ticket& ticket) {
        before.push_back(ticket);
        return change_kind(ticket, {{}, options.to, options.why}, context.acting(ticket));
    });
    mind_the_cap(before, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_kind(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "KIND", options->to, "one of the policy's kinds", Offers::kinds);
    args.option("--why", options->why, "TEXT", "the reason");
    args.flag("--over", options->over, "even if its time then exceeds the hours of a month, and nobody has agreed to pay for it");
    args.example("desk kind K7QF4 training --why 'an operator error'");
    return [options](Context& context) { change_kind_of_all(*options, context); };
}

}  // namespace desk::cli

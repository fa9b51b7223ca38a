#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to;
};

void assign_all(const Options& options, Context& context) {
    const auto to = options.to == "none" ? std::string(did::Assign::nobody) : context.agent_from(options.to);
    record(context, options.tickets, [&](const Ticket& ticket) { return assign(ticket, {to}, context.acting(ticket)); });
}

}  // namespace

Run bind_assign(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "AGENT", options->to,
                     "who takes them; `me` is you, `none` takes them away from whoever has them", Offers::agents);
    args.example("desk assign K7QF4 9XW2M sam");
    return [options](Context& context) { assign_all(*options, context); };
}

}  // namespace desk::cli

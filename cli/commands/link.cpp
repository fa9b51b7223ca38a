#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to;
    std::string as = "relates";
};

void link_all(const Options& options, Context& context) {
    const auto to = context.store().reference(options.to);
    record(context, options.tickets, [&](const Ticket& ticket) {
        return link(ticket, {to.text(), options.as}, context.acting(ticket));
    });
}

}  // namespace

Run bind_link(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "OTHER", options->to, "the ticket that they are linked to", Offers::every_ticket);
    args.option("--relation", options->as, "RELATION", "duplicates, follows, blocks or relates (the default)", Offers::relations);
    args.example("desk link K7QF4 9XW2M --relation duplicates");
    return [options](Context& context) { link_all(*options, context); };
}

}  // namespace desk::cli

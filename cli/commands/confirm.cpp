#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string who;
};

void confirm_all(const Options& options, Context& context) {
    record(context, options.tickets,
           [&](const Ticket& ticket) { return confirm(ticket, {options.who}, context.acting(ticket)); });
}

}  // namespace

Run bind_confirm(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::resolved_tickets);
    args.option("--who", options->who, "NAME", "who at the client says that it works");
    args.example("desk confirm K7QF4 --who 'Jane Doe'");
    return [options](Context& context) { confirm_all(*options, context); };
}

}  // namespace desk::cli

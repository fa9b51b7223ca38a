#include "cli/views/why.hpp"

#include "cli/command.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
};

void explain_tickets(const Options& options, Context& context) {
    std::vector<Ticket> tickets;
    for (const auto& reference : context.references(options.tickets)) tickets.push_back(context.store().ticket(reference));
    context.out.show(why_page(tickets, context.desk_for(tickets), context.now));
}

}  // namespace

Run bind_why(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::every_ticket);
    args.example("desk why K7QF4");
    return [options](Context& context) { explain_tickets(*options, context); };
}

}  // namespace desk::cli

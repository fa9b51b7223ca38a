#include "cli/command.hpp"
#include "cli/views/clocks.hpp"
#include "cli/views/ticket_page.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
};

void show_tickets(const Options& options, Context& context) {
    std::vector<Ticket> tickets;
    for (const auto& reference : context.references(options.tickets)) tickets.push_back(context.store().ticket(reference));
    const auto& desk = context.desk_for(tickets);
    context.out.show(ticket_page(tickets, desk, context.now));
    if (!context.out.wants(Audience::json)) return;
    for (const auto& page : standing_pages(tickets, desk, context.now)) context.out.show(page);
}

}  // namespace

Run bind_show(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::every_ticket);
    args.example("desk show K7QF4");
    return [options](Context& context) { show_tickets(*options, context); };
}

}  // namespace desk::cli

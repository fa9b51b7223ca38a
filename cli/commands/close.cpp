#include "cli/command.hpp"
#include "cli/recording/finishing.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/sending.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string why;
    Sending sending;
};

void close_all(const Options& options, Context& context) {
    must_fit(options.sending);
    const Verb close = [&](const Ticket& ticket) { return close_by_hand(ticket, options.why, context); };
    if (!options.sending.send) return record(context, options.tickets, close);
    record_and_send(context, context.references(options.tickets), {&close, 1}, options.sending,
                    {did::Close::name, options.why, !options.why.empty()});
}

}  // namespace

Run bind_close(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::tickets);
    args.option("--why", options->why, "TEXT", "the reason; one that is not resolved needs it");
    declare(options->sending, args);
    args.example("desk close K7QF4 9XW2M");
    return [options](Context& context) { close_all(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/recording/finishing.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string why;
};

void close_all(const Options& options, Context& context) {
    record(context, options.tickets, [&](const Ticket& ticket) { return close_by_hand(ticket, options.why, context); });
}

}  // namespace

Run bind_close(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::tickets);
    args.option("--why", options->why, "TEXT", "the reason; one that is not resolved needs it");
    args.example("desk close K7QF4 9XW2M");
    return [options](Context& context) { close_all(*options, context); };
}

}  // namespace desk::cli

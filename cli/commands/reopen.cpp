#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string why, reason, via;
};

void reopen_all(const Options& options, Context& context) {
    record_reasoned(context, options.tickets, {options.why, "what the client says"},
                    [&](const Ticket& ticket, const std::string& why) {
                        return reopen(ticket, {why, options.reason, options.via}, context.acting(ticket));
                    });
}

}  // namespace

Run bind_reopen(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::closed_tickets);
    args.option("--why", options->why, "TEXT", "what the client says; without it the editor opens");
    args.option("--reason", options->reason, "REASON", "recurred, unhappy or other", Offers::reopen_reasons);
    args.option("--via", options->via, "CHANNEL", "how the client said it: phone, email, portal, ...", Offers::channels);
    args.example("desk reopen K7QF4 --reason recurred --why 'it stops at 40 % again'");
    return [options](Context& context) { reopen_all(*options, context); };
}

}  // namespace desk::cli

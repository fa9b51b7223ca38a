#include "cli/command.hpp"
#include "cli/recording/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string why;
};

void resume_all(const Options& options, Context& context) {
    record(context, options.tickets, [&](const Ticket& ticket) { return resume(ticket, {options.why}, context.acting(ticket)); });
}

}  // namespace

Run bind_resume(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::waiting_tickets);
    args.option("--why", options->why, "TEXT", "the reason");
    args.example("desk resume K7QF4 --why 'the vendor has answered'");
    return [options](Context& context) { resume_all(*options, context); };
}

}  // namespace desk::cli

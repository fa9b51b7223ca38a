#include "cli/command.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, score;
    std::vector<std::string> text;
};

void rate_ticket(const Options& options, Context& context) {
    const auto text = text_of(context, options.text);
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        return rate(ticket, {options.score, text, false}, context.acting());
    });
}

}  // namespace

Run bind_rate(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.required("SCORE", options->score, "the client's word for how satisfied it is");
    args.words("TEXT", options->text, "what else the client said; `-` reads standard input");
    args.example("desk rate K7QF4 excellent Solved before I had finished my tea");
    return [options](Context& context) { rate_ticket(*options, context); };
}

}  // namespace desk::cli

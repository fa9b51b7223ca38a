#include "cli/command.hpp"
#include "cli/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket;
    std::vector<std::string> text;
    std::string via, who;
};

void hear_about(const Options& options, Context& context) {
    record_text(context, options.ticket, options.text, "What was heard from the client",
                [&](const Ticket& ticket, const std::string& text) {
                    return hear(ticket, {options.via, text, options.who}, context.acting(ticket));
                });
}

}  // namespace

Run bind_hear(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.words("TEXT", options->text, "what was heard; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was heard: phone, email, ...", Offers::channels);
    args.option("--who", options->who, "NAME", "who said it");
    args.example("desk hear K7QF4 --via email --who 'Jane Doe' It happens for November only");
    return [options](Context& context) { hear_about(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "cli/reopening.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket;
    std::vector<std::string> text;
    std::string via, who;
    bool no_answer = false;
};

void hear_about(const Options& options, Context& context) {
    Ticket before;
    record_text(context, options.ticket, options.text, "What was heard from the client",
                [&](const Ticket& ticket, const std::string& text) {
                    before = ticket;
                    return hear(ticket, {options.via, text, options.who, options.no_answer}, context.acting(ticket));
                });
    if (!options.no_answer) tell_of_reopening(before, context);
}

}  // namespace

Run bind_hear(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.words("TEXT", options->text, "what was heard; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was heard: phone, email, ...", Offers::channels);
    args.option("--who", options->who, "NAME", "who said it");
    args.flag("--no-answer", options->no_answer, "nobody expects an answer to it");
    args.example("desk hear K7QF4 --via email --who 'Jane Doe' It happens for November only");
    return [options](Context& context) { hear_about(*options, context); };
}

}  // namespace desk::cli

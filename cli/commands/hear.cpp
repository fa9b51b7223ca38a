#include <map>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/reopening.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string via, who;
    bool no_answer = false;
};

void hear_about(const Options& options, Context& context) {
    std::map<Reference, Ticket> before;
    record_text(context, options.tickets, options.text, "What was heard from the client",
                [&](const Ticket& ticket, const std::string& text) {
                    before.insert_or_assign(ticket.id, ticket);
                    return hear(ticket, {options.via, text, options.who, options.no_answer}, context.acting(ticket));
                });
    if (options.no_answer) return;
    for (const auto& [reference, ticket] : before) tell_of_reopening(ticket, context);
}

}  // namespace

Run bind_hear(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was heard; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was heard: phone, email, ...", Offers::channels);
    args.option("--who", options->who, "NAME", "who said it");
    args.flag("--no-answer", options->no_answer, "no answer is expected");
    args.example("desk hear K7QF4 --via email --who 'Jane Doe' It happens for November only");
    return [options](Context& context) { hear_about(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string via;
    bool automatic = false;
};

void reply_to(const Options& options, Context& context) {
    record_text(context, options.tickets, options.text, "What was said to the client",
                [&](const Ticket& ticket, const std::string& text) {
                    return reply(ticket, {options.via, text, options.automatic}, context.acting(ticket));
                });
}

}  // namespace

Run bind_reply(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was said; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was said: phone, email, ...", Offers::channels);
    args.flag("--auto", options->automatic, "an automatic answer; stops a clock only if the policy says so");
    args.example("desk reply K7QF4 --via phone Told Jane that we can reproduce it");
    return [options](Context& context) { reply_to(*options, context); };
}

}  // namespace desk::cli

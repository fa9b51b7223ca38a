#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/sending.hpp"
#include "core/mail/automatic.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string via;
    bool automatic = false;
    Sending sending;
};

void reply_to(const Options& options, Context& context) {
    must_fit(options.sending);
    const bool sends = options.sending.send;
    if (sends && (!options.via.empty() || options.automatic))
        throw Error(Fault::usage, fmt::format("--send and {} cannot be used together", options.automatic ? "--auto" : "--via"),
                    "what is sent is a reply by mail");
    const auto via = sends ? address_of(context.policy()).channel : options.via;
    const TextVerb verb = [&](const Ticket& ticket, const std::string& text) {
        return reply(ticket, {via, text, options.automatic}, context.acting(ticket));
    };
    const auto wanted = text_wanted(context, options.tickets, options.text, "What was said to the client", verb);
    const Verb replied = [&](const Ticket& ticket) { return verb(ticket, wanted.text); };
    if (!sends) return record(context, wanted.tickets, replied);
    record_and_send(context, wanted.tickets, {&replied, 1}, options.sending,
                    {did::Reply::name, wanted.text, !options.text.empty()});
}

}  // namespace

Run bind_reply(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was said; `-` reads standard input, without it the editor opens");
    args.option("--via", options->via, "CHANNEL", "how it was said: phone, email, ...", Offers::channels);
    args.flag("--auto", options->automatic, "an automatic answer; stops a clock only if the policy says so");
    declare(options->sending, args);
    args.example("desk reply K7QF4 --via phone Told Jane that we can reproduce it");
    return [options](Context& context) { reply_to(*options, context); };
}

}  // namespace desk::cli

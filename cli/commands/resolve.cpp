#include <utility>

#include "cli/command.hpp"
#include "cli/recording/finishing.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/sending.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string how, cause, during;
    Finishing finishing;
    Sending sending;
};

void resolve_ticket(const Options& options, Context& context) {
    must_fit(options.sending);
    auto finishing = options.finishing;
    auto& resolution = finishing.resolution.emplace(did::Resolve{{}, options.how, options.cause, options.during});
    auto wanted =
        text_wanted(context, options.tickets, options.text, "The resolution", [&](const Ticket& ticket, const std::string& text) {
            return resolve(ticket, {text, options.how, options.cause, options.during}, context.acting(ticket));
        });
    resolution.text = std::move(wanted.text);
    auto verbs = verbs_of(finishing, context);
    const auto mind = [&](std::span<const Ticket> before) { mind_the_finish(finishing, before, context); };
    if (options.sending.send)
        return record_and_send(context, wanted.tickets, verbs, options.sending,
                               {did::Resolve::name, resolution.text, !options.text.empty(), {}, {}, mind});
    std::vector<Ticket> before;
    verbs.front() = [&, first = verbs.front()](const Ticket& ticket) {
        before.push_back(ticket);
        return first(ticket);
    };
    record(context, wanted.tickets, verbs);
    mind(before);
}

}  // namespace

Run bind_resolve(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was done; `-` reads standard input, without it the editor opens");
    args.option("--how", options->how, "WAY", "fixed, workaround, article, advice, ...", Offers::ways);
    args.option("--cause", options->cause, "CAUSE", "what it came from");
    args.option("--during", options->during, "CONTACT", "the contact in which it was resolved: call, visit, ...");
    declare(options->finishing, args);
    declare(options->sending, args);
    args.example("desk resolve K7QF4 --how fixed Export template corrected");
    return [options](Context& context) { resolve_ticket(*options, context); };
}

}  // namespace desk::cli

#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string how, cause, during;
    bool over = false;
};

void resolve_ticket(const Options& options, Context& context) {
    std::vector<Ticket> before;
    record_text(context, options.tickets, options.text, "The resolution", [&](const Ticket& ticket, const std::string& text) {
        before.push_back(ticket);
        return resolve(ticket, {text, options.how, options.cause, options.during}, context.acting(ticket));
    });
    mind_the_cap(before, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_resolve(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text,
                          "what was done; `-` reads standard input, without it the editor opens");
    args.option("--how", options->how, "WAY", "fixed, workaround, article, advice, ...", Offers::ways);
    args.option("--cause", options->cause, "CAUSE", "what it came from");
    args.option("--during", options->during, "CONTACT", "the contact in which it was resolved: call, visit, ...");
    args.flag("--over", options->over,
              "even where its time then lies over the hours of a month, and nobody agreed to pay for it");
    args.example("desk resolve K7QF4 --how fixed Export template corrected");
    return [options](Context& context) { resolve_ticket(*options, context); };
}

}  // namespace desk::cli

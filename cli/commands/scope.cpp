#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/record.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to, why, doc;
    bool over = false;
};

void change_scope_of_all(const Options& options, Context& context) {
    std::vector<Ticket> before;
    record(context, options.tickets, [&](const Ticket& ticket) {
        before.push_back(ticket);
        return change_scope(ticket, {options.to, options.why, options.doc}, context.acting(ticket));
    });
    mind_the_cap(before, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_scope(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "SCOPE", options->to, "`out` of the contract's scope, or back `in`", Offers::scopes);
    args.option("--why", options->why, "TEXT", "the reason; it must be given, and where the policy lists some, be one of them",
                Offers::exclusions);
    args.option("--doc", options->doc, "REF", "where the documentation says so: a page, a section, an address");
    args.flag("--over", options->over,
              "even where its time then lies over the hours of a month, and nobody agreed to pay for it");
    args.example("desk scope K7QF4 out --why 'a printer of another maker'");
    return [options](Context& context) { change_scope_of_all(*options, context); };
}

}  // namespace desk::cli

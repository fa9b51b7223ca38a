#include "cli/command.hpp"
#include "cli/recording/hours_cap.hpp"
#include "cli/recording/record.hpp"
#include "core/base/contains.hpp"
#include "core/contract/desk_words.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string to, why, doc;
    bool over = false;
};

/// What the policies list; none where anything may be.
std::vector<std::string> excluded(const Desk& desk) {
    std::vector<std::string> words;
    for (const auto& each : exclusions_of(desk)) words.push_back(each.name);
    return words;
}

void change_scope_of_all(const Options& options, Context& context) {
    std::vector<Ticket> before;
    const Reason reason{options.why, "the reason", options.to == "out" ? excluded(context.desk()) : std::vector<std::string>()};
    record_reasoned(context, options.tickets, reason, [&](const Ticket& ticket, const std::string& why) {
        if (!contains(before, ticket.id, &Ticket::id)) before.push_back(ticket);
        return change_scope(ticket, {options.to, why, options.doc}, context.acting(ticket));
    });
    mind_the_cap(before, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_scope(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and(options->tickets, "SCOPE", options->to, "`out` of the contract's scope, or back `in`", Offers::scopes);
    args.option("--why", options->why, "TEXT",
                "the reason; without it the editor opens; where the policy lists some, one of them", Offers::exclusions);
    args.option("--doc", options->doc, "REF", "where the documentation says so: a page, a section, an address");
    args.flag("--over", options->over, "even if its time then exceeds the hours of a month, and nobody has agreed to pay for it");
    args.example("desk scope K7QF4 out --why 'a printer of another maker'");
    return [options](Context& context) { change_scope_of_all(*options, context); };
}

}  // namespace desk::cli

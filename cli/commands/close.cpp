#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "cli/views/shared.hpp"
#include "core/contract/resolution_rules.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets;
    std::string why;
};

void close_all(const Options& options, Context& context) {
    record(context, options.tickets, [&](const Ticket& ticket) {
        const bool asked_for = context.terms(ticket).policy.resolution->confirm == Policy::Resolution::Confirm::ask;
        if (asked_for && ticket.now.status == Status::resolved && !is_confirmed(ticket))
            context.out.warn(fmt::format("{}: the client has not confirmed that it works", called(ticket)));
        return close(ticket, {options.why, {}}, context.acting(ticket));
    });
}

}  // namespace

Run bind_close(Args& args) {
    auto options = std::make_shared<Options>();
    args.required_words("TICKET", options->tickets, "the tickets; `-` reads them from standard input", Offers::tickets);
    args.option("--why", options->why, "TEXT", "the reason; one that is not resolved needs it");
    args.example("desk close K7QF4 9XW2M");
    return [options](Context& context) { close_all(*options, context); };
}

}  // namespace desk::cli

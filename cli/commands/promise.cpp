#include "cli/command.hpp"
#include "cli/record.hpp"
#include "cli/typed.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, date, what, agreed_by;
};

void promise_date(const Options& options, Context& context) {
    const auto date = to_text(day_typed(options.date, {}, Looking::ahead, context));
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        return promise(ticket, {date, options.what, options.agreed_by}, context.acting(ticket));
    });
}

}  // namespace

Run bind_promise(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.required("DATE", options->date, "the day by the end of which it will be done, as in 2026-12-01");
    args.option("--for", options->what, "WHAT", "resolve, fix (in a later release), reply, or a step", Offers::promises);
    args.option("--agreed-by", options->agreed_by, "NAME", "who of the client's agreed to it");
    args.example("desk promise K7QF4 2026-12-01 --for fix --agreed-by 'Jane Doe'");
    return [options](Context& context) { promise_date(*options, context); };
}

}  // namespace desk::cli

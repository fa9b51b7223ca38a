#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/sending.hpp"
#include "cli/typed.hpp"
#include "core/clock/clock.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, date, what, agreed_by;
    Sending sending;
};

/// The clock that goes by the date; null: none does, now.
const Clock* clock_by(const std::vector<Clock>& all, const std::string& date, const Zone& zone) {
    const Clock* found = nullptr;
    for (const auto& clock : all)
        // A day that is promised ends at its close, or with it.
        if (clock.is_running() && clock.due && to_text(zone.day(*clock.due - Milliseconds(1))) == date) found = &clock;
    return found;
}

/// What is due by the date, and what is not moved by it.
void tell_what_follows(const Ticket& ticket, const std::string& date, Context& context) {
    const auto terms = context.terms(ticket);
    const auto& zone = terms.policy.zone;
    const auto all = clocks(ticket, terms, context.now);
    const auto* by_date = clock_by(all, date, zone);
    if (!by_date) return context.out.tell("no clock goes by it now", fmt::format("desk why {} says why", ticket.id.code()));
    context.out.tell(fmt::format("{}: due {}", noun_of(*by_date), shown(zone, *by_date->due)));
    const auto is_other = [&](const Clock& clock) {
        return clock.measure == Measure::resolve && clock.is_running() && clock.due && &clock != by_date;
    };
    if (const auto other = std::ranges::find_if(all, is_other); other != all.end())
        context.out.tell(fmt::format("the resolution stays due {}: the date is a promise beside it", shown(zone, *other->due)));
}

/// As a mail to the client names it: `a fix`.
std::string promised(const std::string& what) {
    if (what.empty() || what == "resolve") return "a resolution";
    return what == "fix" || what == "reply" ? "a " + what : what;
}

void promise_date(const Options& options, Context& context) {
    const auto date = to_text(day_typed(options.date, {}, Looking::ahead, context));
    must_fit(options.sending);
    Ticket after;
    const Verb verb = [&](const Ticket& ticket) {
        auto event = promise(ticket, {date, options.what, options.agreed_by}, context.acting(ticket));
        append(after = ticket, event);
        return event;
    };
    if (options.sending.send)
        record_and_send(context, context.references({&options.ticket, 1}), {&verb, 1}, options.sending,
                        {did::Promise::name, {}, false, promised(options.what), date});
    else
        record(context, {&options.ticket, 1}, verb);
    tell_what_follows(after, date, context);
}

}  // namespace

Run bind_promise(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.required("DATE", options->date, "the day by the end of which it will be done, as in 2026-12-01");
    args.option("--for", options->what, "WHAT", "resolve, fix (in a later release), reply, or a step", Offers::promises);
    args.option("--agreed-by", options->agreed_by, "NAME", "who at the client agreed to it");
    declare(options->sending, args);
    args.example("desk promise K7QF4 2026-12-01 --for fix --agreed-by 'Jane Doe'");
    return [options](Context& context) { promise_date(*options, context); };
}

}  // namespace desk::cli

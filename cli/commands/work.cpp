#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "core/hours.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, time;
    std::vector<std::string> text;
    std::string at, by, mode;
};

did::Work work_from(const Options& options, Context& context) {
    const auto minutes = minutes_from(options.time);
    if (!minutes)
        throw Error(Fault::usage, fmt::format("\"{}\" is no time spent", options.time), "as in 25m, 1h30, 1:30 or 0.5h");
    did::Work spent;
    spent.minutes = *minutes;
    spent.text = text_of(context, options.text);
    spent.mode = options.mode;
    if (!options.at.empty()) spent.began = context.moment(options.at, "--at");
    return spent;
}

/// Tells who logs the work that crosses a warning of the month's cap.
void tell_what_was_crossed(Context& context, const Ticket& before, const Ticket& after) {
    const auto& policy = context.policy();
    const auto months = months_of_last_work(after, policy.zone);
    if (!policy.hours.cap) return;
    for (const auto month : months) {
        const auto matters = [&](const Ticket& other) {
            return other.id != after.id && other.client == after.client && has_work_in(other, month, policy.zone);
        };
        const auto others = context.store().all({Depth::whole, MonthFilter(month, policy.zone), matters}).tickets;
        for (const auto& crossing : crossings(others, before, after, {&month, 1}, policy))
            context.out.warn(fmt::format(
                "{} has used {} of its {} in {}: {}", crossing.client.empty() ? "work without a client" : crossing.client,
                hours_text(crossing.counted), to_text(*policy.hours.cap), to_text(month),
                crossing.percent == 100 ? "over the cap" : fmt::format("{} % of the cap", crossing.percent)));
    }
}

void log_work(const Options& options, Context& context) {
    const auto who = options.by.empty() ? context.agent() : context.agent_from(options.by);
    must_be_agent(who, context.policy());
    const auto spent = work_from(options, context);
    Ticket before;
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        before = ticket;
        return work(ticket, spent, {context.terms(ticket).policy, who, context.now});
    });
    for (const auto& caution : cautions_on_work(before, spent, context.terms(before).policy)) context.out.warn(caution);
    tell_what_was_crossed(context, before, context.change().load(before.id));
}

}  // namespace

Run bind_work(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.required("TIME", options->time, "25m, 1h30, 1:30 or 0.5h");
    args.words("TEXT", options->text, "what was done; `-` reads standard input");
    args.option("--at", options->at, "TIME", "when the work began; otherwise it ends now");
    args.option("--by", options->by, "AGENT", "who did it, if not you", Offers::agents);
    args.option("--mode", options->mode, "MODE", "remote or onsite", Offers::modes);
    args.example("desk work K7QF4 25m Reproduced with the data of October");
    return [options](Context& context) { log_work(*options, context); };
}

}  // namespace desk::cli

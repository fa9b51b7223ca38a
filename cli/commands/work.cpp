#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/record.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/month/hours.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, time;
    std::vector<std::string> text;
    std::string at, by, mode;
    bool over = false;
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

std::string name_of(const Crossing& crossing) { return crossing.client.empty() ? "work without a client" : crossing.client; }

/// Refuses work beyond what the client has, or has agreed to pay; with --over it is recorded as what nobody agreed to.
void must_be_agreed(Seconds unagreed, Month month, const Ticket& ticket, const Options& options, Context& context) {
    if (unagreed <= Seconds(0)) return;
    const bool agrees = context.terms(ticket).policy.hours->over == Policy::Hours::Over::agree;
    const auto sentence = fmt::format("over the hours of {} in {} by {}{}", ticket.client.empty() ? "no client" : ticket.client,
                                      to_text(month), hours_text(unagreed), agrees ? " that nobody agreed to" : "");
    if (options.over) return context.out.warn(sentence);
    const auto way = fmt::format("desk hours agree {} {} --limit TIME --by NAME, or ", ticket.client, to_text(month));
    throw Error(Fault::refused, sentence, (agrees && !ticket.client.empty() ? way : "") + "--over records it all the same");
}

/// Tells who logs the work that crosses a warning of the month's hours.
void mind_the_hours(const Options& options, Context& context, const Ticket& before, const Ticket& after) {
    const auto& desk = context.desk();
    const auto& zone = desk.policy.zone;
    for (const auto month : months_of_last_work(after, zone)) {
        if (!hours_included(desk, after.client, month)) continue;
        const auto needed = months_needed(desk, month, after.client);
        const auto matters = [&](const Ticket& other) {
            return other.id != after.id && other.client == after.client && has_work_in(other, needed, zone);
        };
        const auto others = context.store().all({Depth::whole, MonthFilter(needed, zone), matters}).tickets;
        const auto [crossing, unagreed] = consequence_of(others, before, after, month, desk);
        must_be_agreed(unagreed, month, after, options, context);
        if (crossing)
            context.out.warn(
                fmt::format("{} has used {} of its {} in {}: {}", name_of(*crossing), hours_text(crossing->counted),
                            hours_text(crossing->limit), to_text(month),
                            crossing->percent == 100 ? "over the cap" : fmt::format("{} % of the cap", crossing->percent)));
    }
}

void log_work(const Options& options, Context& context) {
    const auto who = options.by.empty() ? context.agent() : context.agent_from(options.by);
    must_be_agent(who, context.policy());
    const auto spent = work_from(options, context);
    Ticket before;
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        before = ticket;
        auto acting = context.acting(ticket);
        return work(ticket, spent, {acting.policy, who, acting.now});
    });
    for (const auto& caution : cautions_on_work(before, spent, context.terms(before).policy)) context.out.warn(caution);
    mind_the_hours(options, context, before, context.change().load(before.id));
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
    args.flag("--over", options->over, "log it even where nobody agreed to pay for it");
    args.example("desk work K7QF4 25m Reproduced with the data of October");
    return [options](Context& context) { log_work(*options, context); };
}

}  // namespace desk::cli

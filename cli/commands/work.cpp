#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/record.hpp"
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
    mind_the_cap({&before, 1}, options.over ? OverTheCap::told : OverTheCap::refused, context);
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

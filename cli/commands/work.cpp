#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/record.hpp"
#include "cli/timer.hpp"
#include "cli/typed.hpp"
#include "cli/work_logged.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket, time;
    std::vector<std::string> text;
    std::string at, by, mode;
    bool over = false;
};

/// `09:00-10:30` of today, or of the day that --at names.
std::optional<Period> range_typed(const Options& options, Context& context) {
    const auto& zone = context.policy().zone;
    if (!range_from(options.time, zone.day(context.now), zone)) return {};
    const auto day = options.at.empty() ? zone.day(context.now) : day_typed(options.at, "--at", Looking::back, context);
    return range_from(options.time, day, zone);
}

did::Work work_from(const Options& options, Context& context) {
    did::Work spent;
    if (const auto range = range_typed(options, context)) {
        spent.minutes = std::chrono::floor<Minutes>(range->until - range->from);
        spent.began = range->from;
    } else {
        spent.minutes = length_typed(options.time);
        if (!options.at.empty()) spent.began = context.moment(options.at, "--at");
    }
    spent.text = text_of(context, options.text);
    spent.mode = options.mode;
    return spent;
}

did::Work measured(const Options& options, const std::string& who, Context& context) {
    auto spent = stopped_timer(options.ticket, who, context);
    spent.text = text_of(context, options.text);
    spent.mode = options.mode;
    return spent;
}

void log_work(const Options& options, Context& context) {
    const auto who = options.by.empty() ? context.agent() : context.agent_from(options.by);
    must_be_agent(who, context.policy());
    if (options.time == "start")
        return start_timer(options.ticket, who, options.at.empty() ? context.now : context.moment(options.at, "--at"), context);
    if (options.time == "discard") return discard_timer(options.ticket, who, context);
    const bool stops = options.time == "stop";
    const auto spent = stops ? measured(options, who, context) : work_from(options, context);
    Ticket before;
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        before = ticket;
        auto acting = context.acting(ticket);
        return work(ticket, spent, {acting.policy, who, acting.now});
    });
    mind_the_work(before, who, spent, context);
    if (!stops) tell_of_running_timer(before.id, who, context);
    mind_the_cap({&before, 1}, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_work(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::tickets);
    args.length_and_words("TIME", options->time,
                          "25m, 1h30, 1:30, 1.5h, or from when until when: 09:00-10:30; or the timer: start, stop or discard",
                          "TEXT", options->text, "what was done; `-` reads standard input");
    args.option("--at", options->at, "TIME",
                "when the work began, or the day of a TIME like 09:00-10:30; otherwise it ends now. Of a timer: when it started");
    args.option("--by", options->by, "AGENT", "who did it, if not you", Offers::agents);
    args.option("--mode", options->mode, "MODE", "remote or onsite", Offers::modes);
    args.flag("--over", options->over, "log it even where nobody agreed to pay for it");
    args.example("desk work K7QF4 25m Reproduced with the data of October");
    args.example("desk work K7QF4 start");
    return [options](Context& context) { log_work(*options, context); };
}

}  // namespace desk::cli

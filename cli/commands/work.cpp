#include "cli/command.hpp"
#include "cli/recording/hours_cap.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/timer.hpp"
#include "cli/recording/work_time.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> tickets, text;
    std::string time;
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
    auto spent = stopped_timer(options.tickets.front(), who, context);
    spent.text = text_of(context, options.text);
    spent.mode = options.mode;
    return spent;
}

bool is_about_timer(const Options& options) {
    return options.time == "start" || options.time == "stop" || options.time == "discard";
}

void must_be_one(const Options& options) {
    if (options.tickets.size() == 1 && options.tickets.front() != "-") return;
    throw Error(Fault::usage, "the timer runs for one ticket at a time", "as in: desk work TICKET " + options.time);
}

void log_work(const Options& options, Context& context) {
    const auto who = options.by.empty() ? context.agent() : context.agent_from(options.by);
    must_be_agent(who, context.policy());
    if (is_about_timer(options)) must_be_one(options);
    if (options.time == "start")
        return start_timer(options.tickets.front(), who, options.at.empty() ? context.now : context.moment(options.at, "--at"),
                           context);
    if (options.time == "discard") return discard_timer(options.tickets.front(), who, context);
    const bool stops = options.time == "stop";
    const auto spent = stops ? measured(options, who, context) : work_from(options, context);
    std::vector<Ticket> all;  // as they were before
    record(context, options.tickets, [&](const Ticket& ticket) {
        all.push_back(ticket);
        auto acting = context.acting(ticket);
        return work(ticket, spent, {acting.policy, who, acting.now});
    });
    for (const auto& before : all) {
        mind_the_work(before, who, spent, context);
        if (!stops) tell_of_running_timer(before.id, who, context);
    }
    mind_the_cap(all, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_work(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(
        options->tickets, options->text, "what was done; `-` reads standard input",
        {Between::length, "TIME", &options->time,
         "25m, 1h30, 1:30, 1.5h, or from when until when: 09:00-10:30; or the timer: start, stop or discard", Offers::nothing});
    args.option("--at", options->at, "TIME",
                "when the work began, or the day of a TIME like 09:00-10:30; otherwise it ends now. Of a timer: when it started");
    args.option("--by", options->by, "AGENT", "who did it, if not you", Offers::agents);
    args.option("--mode", options->mode, "MODE", "remote or onsite", Offers::modes);
    args.flag("--over", options->over, "log it even if nobody has agreed to pay for it");
    args.example("desk work K7QF4 25m Reproduced with the data of October");
    args.example("desk work K7QF4 start");
    return [options](Context& context) { log_work(*options, context); };
}

}  // namespace desk::cli

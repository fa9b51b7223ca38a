#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/hours_cap.hpp"
#include "cli/record.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/month/work_times.hpp"
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

/// What the person has logged for the same time, on this ticket and on others.
std::vector<Overlap> work_beside(const Ticket& ticket, const std::string& who, const Period& worked, Context& context) {
    const auto& zone = context.policy().zone;
    auto all = overlaps(ticket, who, worked, context.desk());
    const auto others = context.store().map({Depth::whole, MonthFilter(months_beside(worked, zone), zone),
                                             [&](const Ticket& other) { return other.id != ticket.id; }},
                                            [&](const Ticket& other) {
                                                auto with = overlaps(other, who, worked, context.desk());
                                                return with.empty() ? std::nullopt : std::optional(std::move(with));
                                            });
    for (const auto& with : others.values) all.insert(all.end(), with.begin(), with.end());
    return all;
}

/// Tells who logs the work what looks wrong with its time. The ticket is as it was before.
void mind_the_time(const Ticket& ticket, const std::string& who, const Period& worked, Context& context) {
    constexpr std::size_t most = 3;
    const auto& zone = context.policy().zone;
    for (const auto& caution : cautions_on_time(ticket, worked, context.now, zone)) context.out.warn(caution);
    const auto beside = work_beside(ticket, who, worked, context);
    if (beside.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [reference, title, both] : std::span(beside).first(std::min(most, beside.size())))
        lines.push_back(fmt::format("{} from {} on {} {}", hours_text(std::chrono::floor<Seconds>(both.until - both.from)),
                                    shown(zone, both.from), reference.code(), title));
    if (beside.size() > most) lines.push_back(fmt::format("and {} more", beside.size() - most));
    context.out.warn(fmt::format("{} has logged other work for the same time", who), joined(lines, "\n"));
}

void log_work(const Options& options, Context& context) {
    const auto who = options.by.empty() ? context.agent() : context.agent_from(options.by);
    must_be_agent(who, context.policy());
    const auto spent = work_from(options, context);
    std::vector<Ticket> all;  // as they were before
    record(context, options.tickets, [&](const Ticket& ticket) {
        all.push_back(ticket);
        auto acting = context.acting(ticket);
        return work(ticket, spent, {acting.policy, who, acting.now});
    });
    const auto began = spent.began.value_or(context.now - spent.minutes);
    for (const auto& before : all) {
        for (const auto& caution : cautions_on_work(before, spent, context.terms(before).policy)) context.out.warn(caution);
        mind_the_time(before, who, {began, began + spent.minutes}, context);
    }
    mind_the_cap(all, options.over ? OverTheCap::told : OverTheCap::refused, context);
}

}  // namespace

Run bind_work(Args& args) {
    auto options = std::make_shared<Options>();
    args.tickets_and_text(options->tickets, options->text, "what was done; `-` reads standard input",
                          {Between::length, "TIME", &options->time, "25m, 1h30, 1:30, 1.5h, or from when until when: 09:00-10:30",
                           Offers::nothing});
    args.option("--at", options->at, "TIME", "when the work began, or the day of a TIME like 09:00-10:30; otherwise it ends now");
    args.option("--by", options->by, "AGENT", "who did it, if not you", Offers::agents);
    args.option("--mode", options->mode, "MODE", "remote or onsite", Offers::modes);
    args.flag("--over", options->over, "log it even where nobody agreed to pay for it");
    args.example("desk work K7QF4 25m Reproduced with the data of October");
    return [options](Context& context) { log_work(*options, context); };
}

}  // namespace desk::cli

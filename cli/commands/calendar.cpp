#include "core/time/calendar.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/typed.hpp"
#include "cli/views/calendar.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/contract/clock_rules.hpp"
#include "core/contract/shift.hpp"
#include "core/time/length.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
    std::string calendar;
};

const Calendar& calendar_of(const Options& options, const Policy& policy) {
    const auto& name = options.calendar.empty() ? policy.calendar : options.calendar;
    if (const auto* calendar = calendar_named(policy, name)) return *calendar;
    const auto names = calendar_names(policy);
    throw Error(Fault::usage, fmt::format("unknown calendar \"{}\"{}", name, did_you_mean(name, names)),
                fmt::format("choose one of: {}", joined(names, ", ")));
}

[[noreturn]] void refuse(std::string_view typed, std::string_view what, std::string_view example) {
    throw Error(Fault::usage, fmt::format("\"{}\" is {}", typed, what), fmt::format("as in: desk calendar {}", example));
}

Month month_of(const Options& options, Context& context) {
    if (options.words.empty()) return context.policy().zone.month(context.now);
    const auto month = options.words.size() == 1 ? month_from(options.words.front()) : std::nullopt;
    if (!month) refuse(joined(options.words, " "), "neither a month nor add, between, days or on-duty", "2026-11");
    return context.month(options.words.front());
}

void answer(Context& context, Instant at) { context.out.answer("at", {zoned_text(context.policy().zone, at), to_text(at)}); }

/// A question about the calendar: `add START DURATION`.
using Question = void (*)(const Options& options, Context& context);

void answer_add(const Options& options, Context& context) {
    const auto typed = joined(std::span(options.words).subspan(2), " ");
    const auto time = length_from(typed);
    const auto minutes = minutes_from(typed);
    if (!time && !minutes) refuse(typed, "not a length of time", "add 2026-11-20T09:00Z 90 minutes");
    const Seconds length = time ? *time : *minutes;
    answer(context, add(calendar_of(options, context.policy()), context.moment(options.words[1], "START"), length));
}

void answer_between(const Options& options, Context& context) {
    const auto start = context.moment(options.words[1], "START"), end = context.moment(options.words[2], "END");
    const auto time = between(calendar_of(options, context.policy()), start, end);
    const auto seconds = std::chrono::duration_cast<Seconds>(time).count();
    context.out.answer("seconds", {std::to_string(seconds), Value(std::int64_t{seconds})});
}

void answer_days(const Options& options, Context& context) {
    const auto& typed = options.words[2];
    const auto count = number_from<int>(typed);
    if (!count || *count < 0) refuse(typed, "not a number of days", "days 2026-11-20T09:00Z 2");
    const auto& policy = context.policy();
    answer(context, working_days(calendar_of(options, policy), context.moment(options.words[1], "START"), *count,
                                 policy.clock->working_days));
}

void answer_on_duty(const Options& options, Context& context) {
    const auto& policy = context.policy();
    if (policy.shifts.empty()) throw Error(Fault::refused, "the policy has no shifts", "add [[shift]] tables to desk.toml");
    const auto typed = joined(std::span(options.words).subspan(1), " ");
    const auto* shift = shift_at(policy, typed.empty() ? context.now : moment_typed(typed, "TIME", Looking::ahead, context));
    context.out.answer("shift", shift ? Cell{shift->name, shift->name} : Cell{"nobody", {}});
}

/// Null for a month.
Question question_of(const std::vector<std::string>& words) {
    const std::string_view verb = words.empty() ? std::string_view() : words.front();
    const auto needs = [&](bool enough, std::string_view example) {
        if (!enough) refuse(joined(words, " "), "not a complete question", example);
    };
    if (verb == "add") return needs(words.size() >= 3, "add 2026-11-20T09:00Z 90 minutes"), answer_add;
    if (verb == "between") return needs(words.size() == 3, "between 2026-11-20T09:00Z 2026-11-23T12:00Z"), answer_between;
    if (verb == "days") return needs(words.size() == 3, "days 2026-11-20T09:00Z 2"), answer_days;
    if (verb == "on-duty") return answer_on_duty;
    return nullptr;
}

void show_calendar(const Options& options, Context& context) {
    if (const auto answer_question = question_of(options.words)) return answer_question(options, context);
    context.out.show(calendar_table(calendar_of(options, context.policy()), month_of(options, context)));
}

}  // namespace

Run bind_calendar(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("QUESTION", options->words,
               "a month as in 2026-11, or one of: add START DURATION, between START END, days START N, on-duty [TIME]; this "
               "month if there is "
               "none",
               Offers::calendar_questions);
    args.option("--calendar", options->calendar, "NAME", "use this calendar, not the desk's", Offers::calendars);
    args.example("desk calendar add 2026-11-20T16:00Z 90 minutes");
    return [options](Context& context) { show_calendar(*options, context); };
}

}  // namespace desk::cli

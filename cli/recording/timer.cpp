#include "cli/recording/timer.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

constexpr std::chrono::hours longest_unasked{12};

TimerFile timer_file(const std::string& agent, Context& context) {
    const auto state = context.state_folder();
    if (state.empty())
        throw Error(Fault::io, "there is no folder to keep a timer in: neither HOME nor XDG_STATE_HOME is set",
                    "set one of them, or log the time itself, as in: desk work K7QF4 25m");
    return {state, context.store().folder().path(), agent};
}

/// `Fault::malformed` where it cannot be read.
std::optional<Timer> timer_in(const TimerFile& file) {
    auto [timer, broken] = file.read();
    if (broken) throw failure(*broken, "remove the file: the time in it is lost");
    return timer;
}

/// `K7QF4 Payroll export fails`
std::string named(const Reference& reference, Context& context) {
    return fmt::format("{} {}", reference.code(), context.store().ticket(reference).title);
}

/// Which of them runs since when.
std::string state_of(const Timer& timer, Context& context) {
    return fmt::format("the time runs on {} since {}", named(timer.ticket, context), shown(context.policy().zone, timer.since));
}

Timer must_run_on(const Reference& reference, const TimerFile& file, Context& context) {
    const auto timer = timer_in(file);
    if (!timer) throw Error(Fault::refused, "no timer runs", fmt::format("desk work {} start", reference.code()));
    if (timer->ticket != reference)
        throw Error(Fault::refused, state_of(*timer, context), fmt::format("desk work {} stop", timer->ticket.code()));
    return *timer;
}

Page timer_page(const Timer& timer) {
    Page page{"timer", Value::Object{{"id", timer.ticket.text()}, {"since", to_text(timer.since)}}, {}, {}};
    page.porcelain.push_back({timer.ticket.text(), to_text(timer.since)});
    return page;
}

}  // namespace

std::optional<Timer> running_timer(const std::string& agent, Context& context) {
    if (context.state_folder().empty()) return {};
    auto [timer, broken] = timer_file(agent, context).read();
    if (broken) context.out.warn(*broken);
    return timer;
}

void start_timer(const std::string& typed, const std::string& agent, Instant since, Context& context) {
    const auto file = timer_file(agent, context);
    const auto reference = context.store().reference(typed);
    if (const auto timer = timer_in(file))
        throw Error(Fault::refused, state_of(*timer, context),
                    fmt::format("desk work {0} stop, or desk work {0} discard", timer->ticket.code()));
    if (since > context.now) throw Error(Fault::refused, fmt::format("{} is in the future", shown(context.policy().zone, since)));
    const auto ticket = context.store().ticket(reference);
    work(ticket, {Minutes(1), {}, {}, {}, {}}, {context.terms(ticket).policy, agent, context.now});
    const Timer timer{reference, since};
    file.start(timer);
    context.out.tell(state_of(timer, context));
    context.out.show(timer_page(timer));
}

did::Work stopped_timer(const std::string& typed, const std::string& agent, Context& context) {
    const auto file = timer_file(agent, context);
    const auto timer = must_run_on(context.store().reference(typed), file, context);
    did::Work spent;
    spent.minutes = std::max(Minutes(1), std::chrono::floor<Minutes>(context.now - timer.since));
    spent.began = std::min(timer.since, context.now - spent.minutes);
    if (spent.minutes > longest_unasked)
        context.must_be_meant(
            fmt::format("{}: {}", state_of(timer, context), to_text(spent.minutes)),
            fmt::format("desk work {0} TIME logs what it was, and desk work {0} discard ends the timer", timer.ticket.code()));
    context.when_written([file] { file.remove(); });
    return spent;
}

void tell_of_running_timer(const Reference& ticket, const std::string& agent, Context& context) {
    const auto timer = running_timer(agent, context);
    if (timer && timer->ticket == ticket)
        context.out.tell(state_of(*timer, context), fmt::format("desk work {} discard ends that", ticket.code()));
}

void discard_timer(const std::string& typed, const std::string& agent, Context& context) {
    const auto file = timer_file(agent, context);
    const auto timer = must_run_on(context.store().reference(typed), file, context);
    file.remove();
    context.out.tell(fmt::format("the timer of {} is discarded, after {}", named(timer.ticket, context),
                                 to_text(std::chrono::floor<Minutes>(context.now - timer.since))));
    context.out.show(timer_page(timer));
}

}  // namespace desk::cli

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/recording/hours_cap.hpp"
#include "cli/recording/record.hpp"
#include "cli/recording/work_time.hpp"
#include "cli/typed.hpp"
#include "cli/views/shared.hpp"
#include "core/base/number.hpp"
#include "core/base/text.hpp"
#include "core/clock/missed.hpp"
#include "core/repository/undo.hpp"
#include "core/verbs/correcting.hpp"
#include "core/verbs/recording.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::string ticket;
    std::vector<std::string> time;
    std::string entry, at, text, by, to, why;
    bool none = false;
};

RightWork right_from(const Options& options, Context& context) {
    RightWork right;
    if (!options.time.empty()) right.minutes = length_typed(joined(options.time, " "));
    if (!options.at.empty()) right.began = context.moment(options.at, "--at");
    right.text = options.text == "-" ? context.input() : options.text;
    right.who = context.agent_from(options.by);
    return right;
}

void must_be_clear(const Options& options, const RightWork& right) {
    if (options.none && (right.says_anything() || !options.to.empty()))
        throw Error(Fault::usage, "--void takes back a whole entry", "TIME, --at, --text, --by and --to correct one");
    if (!options.none && !right.says_anything() && options.to.empty())
        throw Error(Fault::usage, "the correction is missing", "TIME, --at, --text, --by, --to or --void");
}

std::string numbered_hint(const Ticket& ticket) { return fmt::format("`desk show {}` numbers them", ticket.id.code()); }

/// `--entry 5`: as `show` numbers them.
const Event& entry_numbered(const Ticket& ticket, const std::string& typed) {
    const auto& all = ticket.log.recorded();
    const auto number = number_from<std::int64_t>(typed);
    if (number && *number >= 1 && *number <= std::ssize(all)) return all[static_cast<std::size_t>(*number - 1)];
    throw Error(Fault::not_found, fmt::format("{} has {} events, and no number {}", ticket.id.code(), all.size(), typed),
                numbered_hint(ticket));
}

/// `--entry 2026-11-20T09:51:00.000Z`: the event of exactly this instant.
const Event& entry_dated(const Ticket& ticket, const std::string& typed) {
    const auto at = instant_from(typed);
    if (!at)
        throw Error(Fault::usage, fmt::format("--entry: \"{}\" is neither a number, a time with its zone, nor `last`", typed),
                    numbered_hint(ticket));
    const auto& all = ticket.log.recorded();
    const auto found = std::ranges::find(all, *at, &Event::at);
    if (found == all.end())
        throw Error(Fault::not_found, fmt::format("{} has no event at {}", ticket.id.code(), to_text(*at)),
                    numbered_hint(ticket));
    if (std::ranges::count(all, *at, &Event::at) > 1)
        throw Error(Fault::not_found, fmt::format("{} has several events at {}", ticket.id.code(), to_text(*at)),
                    "--entry NUMBER says which: " + numbered_hint(ticket));
    return *found;
}

const Event& entry_of(const Ticket& ticket, const Options& options, Context& context) {
    if (options.entry == "last") {
        if (const auto* last = last_revisable(ticket)) return *last;
        throw Error(Fault::not_found, fmt::format("{} has nothing left to correct", ticket.id.code()), numbered_hint(ticket));
    }
    if (!options.entry.empty())
        return std::ranges::all_of(options.entry, [](char c) { return c >= '0' && c <= '9'; })
                   ? entry_numbered(ticket, options.entry)
                   : entry_dated(ticket, options.entry);
    if (const auto* last = last_work_of(ticket, context.agent())) return *last;
    throw Error(Fault::not_found, fmt::format("{} has no time entry by {}", ticket.id.code(), context.agent()),
                "--entry NUMBER says which event is meant: " + numbered_hint(ticket));
}

/// Others see what was recorded: whoever puts it right sees once more what it was.
void tell_entry(const Ticket& ticket, const Event& entry, Context& context) {
    const auto& zone = context.policy().zone;
    const auto number = &entry - ticket.log.recorded().data() + 1;
    const auto& text = text_of(entry);
    context.out.tell(fmt::format("entry {} of {}: {} {} {}{}", number, called(ticket), shown(zone, entry.at), entry.by,
                                 described(ticket.log, entry, zone), text.empty() ? "" : fmt::format(": {}", first_line(text))));
}

/// What does more than record is put right by its own command.
void must_only_record(const Ticket& ticket, const Event& event, Context& context) {
    if (const auto* promise = as<did::Promise>(event); promise && is_missed(*promise, ticket, context.terms(ticket), context.now))
        throw Error(Fault::refused, fmt::format("the date {} has passed: a missed promise stays", promise->due));
    if (as<did::Work>(event) || may_be_taken_back(event, context.now)) return;
    throw Error(Fault::refused, fmt::format("{} cannot be taken back: the ticket has changed with it", shown(event)),
                opposite(verb_of(event), {&ticket.id, 1}));
}

Event revision_of(const Ticket& ticket, const Options& options, const RightWork& right, Context& context) {
    const auto& entry = entry_of(ticket, options, context);
    tell_entry(ticket, entry, context);
    if (!options.none) return correct(ticket, entry, right, options.why, context.acting(ticket));
    must_only_record(ticket, entry, context);
    return take_back(ticket, entry, options.why, context.acting(ticket));
}

Recorded record_one(Ticket& ticket, Event event, const std::string& summary, Context& context) {
    append(ticket, event);
    context.out.tell(fmt::format("{}: {}", called(ticket), deed(event, context.policy().zone)));
    context.change().stage(ticket, summary);
    return recorded(ticket, std::move(event));
}

/// From one ticket to another: both are in one commit, and each names the other.
void move(const Options& options, const RightWork& right, Context& context) {
    const auto from = context.store().reference(options.ticket), to = context.store().reference(options.to);
    auto source = context.change().load(from);
    const auto& entry = entry_of(source, options, context);
    tell_entry(source, entry, context);
    const auto acting = context.acting(source);
    const auto leaving = move_away(source, entry, to, options.why, acting);
    auto target = context.change().load(to);
    const std::vector<Ticket> before{source, target};
    const auto coming = work(target, moved_work(source, entry, right, acting), context.acting(target));
    const auto summary = "correct: " + options.why;
    std::vector<Recorded> all{record_one(source, leaving, summary, context), record_one(target, coming, summary, context)};
    for (auto& follows : escalated_at_once(target, context)) all.push_back(std::move(follows));
    context.change().stage(target, summary);
    mind_the_cap(before, OverTheCap::told, context);
    context.out.show(recorded_page(all));
}

/// Of an entry as it is right now.
void mind_the_right_time(const Ticket& before, const Event& entry, Context& context) {
    const auto log = context.change().load(before.id).log;
    const auto found = std::ranges::find(log.recorded(), entry);
    const auto* now = found == log.recorded().end() ? nullptr : log.as_it_holds(*found);
    const auto* work = now ? as<did::Work>(*now) : nullptr;
    if (!work) return;
    auto without = before;
    without.log.change([&](std::vector<Event>& events) { std::erase(events, entry); });
    const auto begin = began(*now, *work);
    mind_the_time(without, work->who.empty() ? now->by : work->who, {begin, begin + work->minutes}, context);
}

void correct_entry(Options options, Context& context) {
    const auto right = right_from(options, context);
    must_be_clear(options, right);
    if (options.why.empty()) {
        const auto ticket = context.store().ticket(context.store().reference(options.ticket));
        options.why = reason_given({{}, "what was wrong"}, fmt::format(", on {}: {}", ticket.id.text(), ticket.title), context);
    }
    if (!options.to.empty()) return move(options, right, context);
    Ticket before;
    Event entry;
    record(context, {&options.ticket, 1}, [&](const Ticket& ticket) {
        before = ticket;
        entry = entry_of(ticket, options, context);
        return revision_of(ticket, options, right, context);
    });
    if (right.minutes || right.began || !right.who.empty()) mind_the_right_time(before, entry, context);
    mind_the_cap({&before, 1}, OverTheCap::told, context);
}

}  // namespace

Run bind_correct(Args& args) {
    auto options = std::make_shared<Options>();
    args.required("TICKET", options->ticket, "the ticket", Offers::every_ticket);
    args.words("TIME", options->time, "how long it took, as in 25m, 1h30, 1:30 or 1.5h");
    args.option("--entry", options->entry, "ENTRY",
                "which event: its number in `desk show`, its exact time, or `last`; otherwise your last entry of time");
    args.option("--at", options->at, "TIME", "when the work began");
    args.option("--text", options->text, "TEXT", "what was done; `-` reads standard input");
    args.option("--by", options->by, "AGENT", "who did it", Offers::agents);
    args.option("--to", options->to, "TICKET", "move the entry to this ticket", Offers::every_ticket);
    args.flag("--void", options->none, "take it back: the time, or another event that only records");
    args.option("--why", options->why, "TEXT", "what was wrong; without it the editor opens");
    args.example("desk correct K7QF4 0:30 --why '5:00 was typed'");
    args.example("desk correct K7QF4 --entry 5 --void --why 'said on another ticket'");
    return [options](Context& context) { correct_entry(*options, context); };
}

}  // namespace desk::cli

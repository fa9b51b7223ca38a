#include "core/verbs/recording.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/contract/feedback_rules.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/process.hpp"
#include "core/contract/tier.hpp"
#include "core/ticket/edits.hpp"
#include "core/verbs/lifecycle.hpp"
#include "core/verbs/refusals.hpp"

// The verbs that record something and leave the ticket's life as it is; lifecycle.cpp has the others.
namespace desk {

using namespace refusals;

namespace {

/// `work remote`, or `work` where it is not said how.
std::string action_of(const did::Work& spent) { return spent.mode.empty() ? "work" : "work " + spent.mode; }

void must_be_answerable(const Ticket& ticket, std::string_view item) {
    if (!header_field(item).empty())
        refuse(fmt::format("the {} is in the header", item), fmt::format("desk edit {}", code(ticket)));
    // What a condition looks up in the header would never see the answer.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> verbs{
        {{"kind", "kind"}, {"priority", "prioritise"}, {"tier", "escalate"}, {"scope", "scope"}, {"product", "edit"}}};
    const auto* own = std::ranges::find(verbs, item, &std::pair<std::string_view, std::string_view>::first);
    if (own != verbs.end())
        refuse(fmt::format("the {} is not set by an answer", item), fmt::format("desk {} {}", own->second, code(ticket)));
    if (item == "channel")
        refuse("the channel is not set by an answer", fmt::format("desk edit {} --channel CHANNEL", code(ticket)));
}

const Process::Step& must_be_on_the_way(const Ticket& ticket, const std::string& step, const Policy& policy) {
    const auto way = steps_of(ticket, policy.processes);
    std::vector<std::string> names;
    names.reserve(way.size());
    for (const auto& state : way) names.push_back(state.step->name);
    must_know("step", step, names);
    return *std::ranges::find(way, step, [](const StepState& state) { return state.step->name; })->step;
}

void must_have_result(const Process::Step& step, const did::Step& done) {
    if (done.result == Process::Step::skipped) {
        if (trimmed(done.text).empty()) refuse("skipping a step needs a reason", "say why: --skip WHY");
        return;
    }
    if (step.results.empty()) return;
    if (done.result.empty())
        refuse(fmt::format("the step \"{}\" needs a result", step.name),
               fmt::format("choose one of: {}", joined(step.results, ", ")));
    must_know("result", done.result, step.results);
}

void must_come_next(const Ticket& ticket, const std::string& step, const Policy& policy) {
    const auto* earlier = skipped_before(ticket, policy.processes, step);
    if (!earlier) return;
    refuse(fmt::format("the step \"{}\" comes before \"{}\"", earlier->name, step),
           fmt::format("do it or skip it: desk step {} {} --skip WHY", code(ticket), earlier->name));
}

/// `resolve`, `fix`, `reply`, or a step of the ticket's process.
void must_be_promisable(const Ticket& ticket, const std::string& what, const Policy& policy) {
    if (what.empty()) return;
    std::vector<std::string> words{"resolve", "fix", "reply"};
    for (const auto& state : steps_of(ticket, policy.processes)) words.push_back(state.step->name);
    must_know("promise", what, words);
}

/// A report reaches the desk before it is recorded.
void must_be_received_before(const std::string& text, const Ticket& ticket, const Acting& acting) {
    const auto at = instant_from(text);
    if (!at) refuse(fmt::format("\"{}\" is not a time", text), "as in 2026-11-20T09:14:03.217Z");
    const auto* opening = opening_of(ticket.log);
    if (opening && *at > opening->at)
        refuse(fmt::format("{} was recorded on {}: it cannot have been received later", code(ticket),
                           shown(acting.policy.zone, opening->at)));
}

/// The last promise of the same, unless what was promised has been done since.
const did::Promise* standing_promise(const Ticket& ticket, const std::string& what) {
    const did::Promise* standing = nullptr;
    for (const auto& event : ticket.log) {
        if (const auto* promise = as<did::Promise>(event); promise && promise->what == what) standing = promise;
        const auto* step = as<did::Step>(event);
        const bool is_done = what == "reply" ? as<did::Reply>(event) && !as<did::Reply>(event)->automatic
                             : step          ? step->step == what
                                             : as<did::Resolve>(event) && (what.empty() || what == "resolve" || what == "fix");
        if (is_done) standing = nullptr;
    }
    return standing;
}

}  // namespace

Event reply(const Ticket& ticket, did::Reply said, const Acting& acting) {
    must_have_text(said.text, "the reply");
    return dated(ticket, std::move(said), acting);
}

Event hear(const Ticket& ticket, did::Hear heard, const Acting& acting) {
    must_have_text(heard.text, "what was heard");
    return dated(ticket, std::move(heard), acting);
}

Event note(const Ticket& ticket, did::Note text, const Acting& acting) {
    must_have_text(text.text, "the note");
    return dated(ticket, std::move(text), acting);
}

Event work(const Ticket& ticket, did::Work spent, const Acting& acting) {
    if (spent.minutes <= Minutes(0)) refuse("work takes at least a minute", "as in: desk work K7QF4 25m");
    if (spent.minutes > longest_work)
        refuse(fmt::format("{} is more than 24 hours in one entry", to_text(spent.minutes)),
               "log each day separately, with --at");
    if (!spent.mode.empty()) must_know("mode", spent.mode, {"remote", "onsite"});
    const auto begin = spent.began.value_or(acting.now - spent.minutes);
    if (begin + spent.minutes > acting.now)
        refuse(fmt::format("work that began at {} and took {} ends in the future", shown(acting.policy.zone, begin),
                           to_text(spent.minutes)),
               "--at says when the work began");
    must_be_free(ticket, action_of(spent), acting.policy);
    auto event = dated(ticket, spent, acting);
    // The event may have been moved on behind its predecessor; the work was not.
    if (began(event, spent) != begin) std::get<did::Work>(event.what).began = begin;
    return event;
}

std::vector<std::string> cautions_on_work(const Ticket& ticket, const did::Work& spent, const Policy& policy) {
    const auto number = ticket.now.tier;
    if (number < 1 || number > static_cast<int>(policy.tiers.size())) return {};
    const auto& tier = policy.tiers[static_cast<std::size_t>(number - 1)];
    std::vector<std::string> cautions;
    for (const auto& need : tier.needs)
        if (reported(ticket, need).empty())
            cautions.push_back(
                fmt::format("tier {} needs \"{}\" before it starts: desk answer {} {} TEXT", number, need, code(ticket), need));
    if (spent.mode == "onsite" && !tier.onsite)
        cautions.push_back(fmt::format("tier {} does not work on the client's premises", number));
    return cautions;
}

Event answer(const Ticket& ticket, did::Answer given, const Acting& acting) {
    must_have_text(given.item, "the item");
    must_have_text(given.text, "the answer");
    must_be_answerable(ticket, given.item);
    const auto& items = acting.policy.intake->items;
    const auto item = std::ranges::find(items, given.item, &Policy::Intake::Item::name);
    if (item != items.end() && !item->answers.empty()) must_know("answer", given.text, item->answers);
    return dated(ticket, std::move(given), acting);
}

Event step(const Ticket& ticket, did::Step done, const Acting& acting) {
    const auto& wanted = must_be_on_the_way(ticket, done.step, acting.policy);
    must_have_result(wanted, done);
    must_come_next(ticket, done.step, acting.policy);
    must_be_free(ticket, done.step, acting.policy);
    return dated(ticket, std::move(done), acting);
}

Event promise(const Ticket& ticket, did::Promise promise, const Acting& acting) {
    must_be_promisable(ticket, promise.what, acting.policy);
    if (promise.what != "fix") must_not_be_closed(ticket);
    const auto due = day_from(promise.due);
    if (!due) refuse(fmt::format("\"{}\" is not a date", promise.due), "as in 2026-12-01");
    if (std::chrono::sys_days(*due) < std::chrono::sys_days(acting.policy.zone.day(acting.now)))
        refuse(fmt::format("{} is in the past", promise.due));
    if (const auto* before = standing_promise(ticket, promise.what); before && promise.due > before->due)
        if (promise.agreed_by.empty() && *day_from(before->due) >= acting.policy.zone.day(acting.now))
            refuse(fmt::format("{} is promised for {}, and a later date needs the client's agreement", code(ticket), before->due),
                   "--agreed-by NAME says who agreed to it");
    return dated(ticket, std::move(promise), acting);
}

Event rate(const Ticket& ticket, did::Rate rating, const Acting& acting) {
    if (!last<did::Resolve>(ticket) && ticket.now.status != Status::closed)
        refuse(fmt::format("{} was never resolved: there is nothing to rate", code(ticket)),
               fmt::format("desk resolve {} TEXT", code(ticket)));
    must_have_text(rating.score, "the score");
    if (const auto& scale = acting.policy.feedback->scale; !scale.empty()) must_know("score", rating.score, scale);
    return dated(ticket, std::move(rating), acting);
}

Event link(const Ticket& ticket, did::Link link, const Acting& acting) {
    if (!link.as.empty()) must_know("relation", link.as, {"duplicates", "follows", "blocks", "relates"});
    if (link.to == ticket.id.text()) refuse(fmt::format("{} cannot be linked to itself", code(ticket)));
    const auto same = [&](const Event& event) {
        const auto* other = as<did::Link>(event);
        return other && other->to == link.to && other->as == link.as;
    };
    if (std::ranges::any_of(ticket.log, same)) refuse(fmt::format("{} already {} {}", code(ticket), link.as, link.to));
    return dated(ticket, std::move(link), acting);
}

Event attach(const Ticket& ticket, did::Attach file, const Acting& acting) {
    must_have_text(file.file, "the name of the file");
    for (const auto& event : ticket.log.recorded())
        if (const auto* there = as<did::Attach>(event); there != nullptr && same_folded(there->file, file.file))
            refuse(fmt::format("{} has {} already", ticket.id.text(), there->file), "another name says which is which");
    return dated(ticket, std::move(file), acting);
}

Event edit(const Ticket& ticket, did::Edit edit, const Acting& acting) {
    edit.from = text_in_header(ticket, edit.field);
    if (edit.field == "title" && trimmed(edit.to).empty()) refuse("a ticket needs a title");
    if (edit.field == received_name) must_be_received_before(edit.to, ticket, acting);
    if (edit.from == edit.to) refuse(fmt::format("the {} of {} is already that", edit.field, code(ticket)));
    return dated(ticket, std::move(edit), acting);
}

}  // namespace desk

#include "cli/record.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/contract/intake.hpp"
#include "core/contract/unknown_words.hpp"
#include "core/duty/sweep.hpp"

namespace desk::cli {
namespace {

/// The deed, and the status where it has changed and the deed does not say so.
std::string notices(const Event& event, const Zone& zone, Status before, Status now) {
    auto words = deed(event, zone);
    if (before != now && !words.starts_with(to_text(now))) words += fmt::format(" ({})", to_text(now));
    return words;
}

/// What the policy has against the words of an event is told; refused, where it says so.
void mind_the_words(const Event& event, const Ticket& ticket, Context& context) {
    const auto against = objections(event, context.terms(ticket).policy);
    must_be_acceptable(against);
    for (const auto& objection : against) context.out.warn(objection.sentence, objection.hint);
}

/// Of the events that a command has recorded on a ticket, the one that git's message is about: the first that says something.
const Event& said_first(std::span<const Recorded> recorded, std::size_t count) {
    const auto own = recorded.first(count);
    const auto says = [](const Recorded& each) { return !text_of(each.event).empty(); };
    const auto found = std::ranges::find_if(own, says);
    return found == own.end() ? own.front().event : found->event;
}

}  // namespace

std::vector<Recorded> escalated_at_once(Ticket& ticket, Context& context) {
    std::vector<Recorded> recorded;
    for (const auto& event : immediate_by_rule(ticket, context.terms(ticket))) {
        append(ticket, event);
        context.out.tell(fmt::format("{} {}", ticket.id.text(), deed(event, context.policy().zone)));
        recorded.push_back({ticket.id, ticket.now.status, event});
    }
    return recorded;
}

std::vector<Recorded> recorded_on(Ticket& ticket, std::span<const Verb> verbs, Context& context) {
    const auto& zone = context.policy().zone;
    std::vector<Recorded> recorded;
    for (const auto& verb : verbs) {
        const auto before = ticket.now.status;
        const auto event = verb(ticket);
        mind_the_words(event, ticket, context);
        append(ticket, event);
        context.out.tell(fmt::format("{} {}", ticket.id.text(), notices(event, zone, before, ticket.now.status)));
        recorded.push_back({ticket.id, ticket.now.status, event});
    }
    for (auto& follows : escalated_at_once(ticket, context)) recorded.push_back(std::move(follows));
    return recorded;
}

void record(Context& context, std::span<const std::string> typed, const Verb& verb) { record(context, typed, {&verb, 1}); }

void record(Context& context, std::span<const std::string> typed, std::span<const Verb> verbs) {
    const auto& zone = context.policy().zone;
    std::set<Reference> done;
    std::vector<Recorded> recorded;
    for (const auto& reference : context.references(typed)) {
        if (!done.insert(reference).second) continue;
        auto& change = context.change();
        auto ticket = change.load(reference);
        const auto events = recorded_on(ticket, verbs, context);
        change.stage(ticket, summary(said_first(events, verbs.size()), zone));
        recorded.insert(recorded.end(), events.begin(), events.end());
    }
    context.out.show(recorded_page(recorded));
}

std::string text_of(Context& context, std::span<const std::string> words) {
    if (words.size() == 1 && words.front() == "-") return context.input();
    return joined(words, " ");
}

void record_text(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb) {
    const auto text = text_wanted(context, typed, words, what, verb);
    record(context, {&typed, 1}, [&](const Ticket& ticket) { return verb(ticket, text); });
}

std::string text_wanted(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                        const TextVerb& verb) {
    auto text = text_of(context, words);
    if (words.empty()) {
        const auto ticket = context.store().ticket(context.store().reference(typed));
        must_be_acceptable(objections(verb(ticket, "any text"), context.terms(ticket).policy));
        text = context.edited("", fmt::format("{} for {}: {}\nAn empty text cancels.", what, ticket.id.text(), ticket.title));
        if (trimmed(text).empty()) throw Error(Fault::refused, "nothing was written, so nothing was recorded");
    }
    return text;
}

}  // namespace desk::cli

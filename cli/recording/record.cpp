#include "cli/recording/record.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "cli/views/shared.hpp"
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
    std::vector<Recorded> all;
    for (const auto& event : immediate_by_rule(ticket, context.terms(ticket))) {
        append(ticket, event);
        context.out.tell(fmt::format("{}: {}", called(ticket), deed(event, context.policy().zone)));
        all.push_back(recorded(ticket, event));
    }
    return all;
}

std::vector<Recorded> recorded_on(Ticket& ticket, std::span<const Verb> verbs, Context& context) {
    const auto& zone = context.policy().zone;
    std::vector<Recorded> all;
    for (const auto& verb : verbs) {
        const auto before = ticket.now.status;
        const auto event = verb(ticket);
        mind_the_words(event, ticket, context);
        append(ticket, event);
        context.out.tell(fmt::format("{}: {}", called(ticket), notices(event, zone, before, ticket.now.status)));
        all.push_back(recorded(ticket, event));
    }
    for (auto& follows : escalated_at_once(ticket, context)) all.push_back(std::move(follows));
    return all;
}

void record(Context& context, std::span<const std::string> typed, const Verb& verb) {
    record(context, context.references(typed), {&verb, 1});
}

void record(Context& context, const std::vector<Reference>& references, const Verb& verb) {
    record(context, references, {&verb, 1});
}

void record(Context& context, const std::vector<Reference>& references, std::span<const Verb> verbs) {
    const auto& zone = context.policy().zone;
    std::set<Reference> done;
    std::vector<Recorded> all;
    for (const auto& reference : references) {
        if (!done.insert(reference).second) continue;
        auto& change = context.change();
        auto ticket = change.load(reference);
        auto events = recorded_on(ticket, verbs, context);
        change.stage(ticket, summary(said_first(events, verbs.size()), zone));
        std::ranges::move(events, std::back_inserter(all));
    }
    context.out.show(recorded_page(all));
}

std::string text_of(Context& context, std::span<const std::string> words) {
    if (words.size() == 1 && words.front() == "-") return context.input();
    return joined(words, " ");
}

/// What the person writes in the editor, for tickets that do not refuse it.
std::string text_written(Context& context, std::span<const Reference> references, std::string_view what, const TextVerb& verb) {
    std::string explanation = fmt::format("{} for", what);
    for (const auto& reference : references) {
        const auto ticket = context.store().ticket(reference);
        must_be_acceptable(objections(verb(ticket, "any text"), context.terms(ticket).policy));
        explanation += fmt::format("{}{}: {}", references.size() == 1 ? " " : "\n  ", ticket.id.text(), ticket.title);
    }
    auto text = context.edited("", explanation + "\nAn empty text cancels.");
    if (trimmed(text).empty()) throw Error(Fault::refused, "nothing was written, so nothing was recorded");
    return text;
}

TextWanted text_wanted(Context& context, std::span<const std::string> typed, std::span<const std::string> words,
                       std::string_view what, const TextVerb& verb) {
    TextWanted wanted{{}, text_of(context, words)};  // before the tickets: it says so where both are to come from standard input
    wanted.tickets = context.references(typed);
    if (words.empty()) wanted.text = text_written(context, wanted.tickets, what, verb);
    return wanted;
}

void record_text(Context& context, std::span<const std::string> typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb) {
    const auto [tickets, text] = text_wanted(context, typed, words, what, verb);
    record(context, tickets, [&, said = text](const Ticket& ticket) { return verb(ticket, said); });
}

std::string reason_given(const Reason& reason, const std::string& about, Context& context) {
    if (!reason.typed.empty()) return reason.typed;
    if (!reason.choices.empty() || !context.has_editor())
        throw Error(Fault::usage, fmt::format("--why is missing: {}", reason.what),
                    reason.choices.empty() ? std::string("as in --why 'it was a slip'")
                                           : fmt::format("choose one of: {}", joined(reason.choices, ", ")));
    auto text = context.edited("", fmt::format("{}{}\nAn empty text cancels.", reason.what, about));
    if (trimmed(text).empty()) throw Error(Fault::refused, "no reason was written, so nothing was recorded");
    return text;
}

void record_reasoned(Context& context, std::span<const std::string> typed, const Reason& reason, const ReasonedVerb& verb) {
    const auto references = context.references(typed);
    if (references.empty()) return record(context, references, Verb());
    std::string about;
    if (reason.typed.empty() && reason.choices.empty()) {
        const auto ticket = context.store().ticket(references.front());
        must_be_acceptable(objections(verb(ticket, "any reason"), context.terms(ticket).policy));
        about = fmt::format(", for {}: {}", ticket.id.text(), ticket.title);
    }
    const auto why = reason_given(reason, about, context);
    record(context, references, [&](const Ticket& ticket) { return verb(ticket, why); });
}

}  // namespace desk::cli

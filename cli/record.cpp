#include "cli/record.hpp"

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

void record(Context& context, std::span<const std::string> typed, const Verb& verb) {
    record(context, context.references(typed), verb);
}

void record(Context& context, const std::vector<Reference>& references, const Verb& verb) {
    const auto& zone = context.policy().zone;
    std::set<Reference> done;
    std::vector<Recorded> all;
    for (const auto& reference : references) {
        if (!done.insert(reference).second) continue;
        auto& change = context.change();
        auto ticket = change.load(reference);
        const auto before = ticket.now.status;
        const auto event = verb(ticket);
        mind_the_words(event, ticket, context);
        append(ticket, event);
        context.out.tell(fmt::format("{}: {}", called(ticket), notices(event, zone, before, ticket.now.status)));
        all.push_back(recorded(ticket, event));
        for (auto& follows : escalated_at_once(ticket, context)) all.push_back(std::move(follows));
        change.stage(ticket, summary(event, zone));
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
    const auto text = context.edited("", explanation + "\nAn empty text cancels.");
    if (trimmed(text).empty()) throw Error(Fault::refused, "nothing was written, so nothing was recorded");
    return text;
}

void record_text(Context& context, std::span<const std::string> typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb) {
    auto text = text_of(context, words);
    const auto references = context.references(typed);
    if (words.empty()) text = text_written(context, references, what, verb);
    record(context, references, [&](const Ticket& ticket) { return verb(ticket, text); });
}

}  // namespace desk::cli

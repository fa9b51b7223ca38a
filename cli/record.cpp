#include "cli/record.hpp"

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

void record(Context& context, std::span<const std::string> typed, const Verb& verb) {
    const auto& zone = context.policy().zone;
    std::set<Reference> done;
    std::vector<Recorded> recorded;
    for (const auto& reference : context.references(typed)) {
        if (!done.insert(reference).second) continue;
        auto& change = context.change();
        auto ticket = change.load(reference);
        const auto before = ticket.now.status;
        const auto event = verb(ticket);
        mind_the_words(event, ticket, context);
        append(ticket, event);
        context.out.tell(fmt::format("{} {}", reference.text(), notices(event, zone, before, ticket.now.status)));
        recorded.push_back({reference, ticket.now.status, event});
        for (auto& follows : escalated_at_once(ticket, context)) recorded.push_back(std::move(follows));
        change.stage(ticket, summary(event, zone));
    }
    context.out.show(recorded_page(recorded));
}

std::string text_of(Context& context, std::span<const std::string> words) {
    if (words.size() == 1 && words.front() == "-") return context.input();
    return joined(words, " ");
}

void record_text(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb) {
    auto text = text_of(context, words);
    if (words.empty()) {
        const auto ticket = context.store().ticket(context.store().reference(typed));
        must_be_acceptable(objections(verb(ticket, "any text"), context.terms(ticket).policy));
        text = context.edited("", fmt::format("{} for {}: {}\nAn empty text cancels.", what, ticket.id.text(), ticket.title));
        if (trimmed(text).empty()) throw Error(Fault::refused, "nothing was written, so nothing was recorded");
    }
    record(context, {&typed, 1}, [&](const Ticket& ticket) { return verb(ticket, text); });
}

std::string reason_given(const Reason& reason, const std::string& about, Context& context) {
    if (!reason.typed.empty()) return reason.typed;
    if (!reason.choices.empty() || !context.has_editor())
        throw Error(Fault::usage, fmt::format("--why is missing: {}", reason.what),
                    reason.choices.empty() ? std::string("as in --why 'it was a slip'")
                                           : fmt::format("there is: {}", joined(reason.choices, ", ")));
    const auto text = context.edited("", fmt::format("{}{}\nAn empty text cancels.", reason.what, about));
    if (trimmed(text).empty()) throw Error(Fault::refused, "no reason was written, so nothing was recorded");
    return text;
}

void record_reasoned(Context& context, std::span<const std::string> typed, const Reason& reason, const ReasonedVerb& verb) {
    const auto references = context.references(typed);
    if (references.empty()) return record(context, {}, {});
    std::string about;
    if (reason.typed.empty() && reason.choices.empty()) {
        const auto ticket = context.store().ticket(references.front());
        must_be_acceptable(objections(verb(ticket, "any reason"), context.terms(ticket).policy));
        about = fmt::format(", for {}: {}", ticket.id.text(), ticket.title);
    }
    const auto why = reason_given(reason, about, context);
    std::vector<std::string> words;
    words.reserve(references.size());
    for (const auto& reference : references) words.push_back(reference.text());
    record(context, words, [&](const Ticket& ticket) { return verb(ticket, why); });
}

}  // namespace desk::cli

#include "core/verbs/refusals.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/text.hpp"
#include "core/contract/process.hpp"
#include "core/contract/tier.hpp"

namespace desk::refusals {
namespace {

std::string spoken(std::string_view action) {
    if (action == "resolve") return "resolving";
    if (action == "close") return "closing";
    if (action == "work remote") return "remote work";
    if (action == "work onsite") return "onsite work";
    if (action == "work") return "work";
    return fmt::format("the step \"{}\"", action);
}

}  // namespace

std::string code(const Ticket& ticket) { return std::string(ticket.id.code()); }

void refuse(const std::string& sentence, const std::string& hint) { throw Error(Fault::refused, sentence, hint); }

void must_have_text(std::string_view text, std::string_view what) {
    if (trimmed(text).empty()) refuse(fmt::format("{} is empty", what), "nothing was recorded");
}

void must_not_be_closed(const Ticket& ticket) {
    if (ticket.now.status != Status::closed) return;
    refuse(fmt::format("{} is closed", code(ticket)), fmt::format("reopen it first: desk reopen {} --why REASON", code(ticket)));
}

void must_know(std::string_view what, const std::string& word, const std::vector<std::string>& known) {
    if (contains(known, word)) return;
    refuse(fmt::format("unknown {} \"{}\"{}", what, word, did_you_mean(word, known)),
           known.empty() ? std::string("the policy has none") : fmt::format("choose one of: {}", joined(known, ", ")));
}

void must_know_tier(int tier, const Policy& policy) {
    const auto count = static_cast<int>(policy.tiers.size());
    if (tier >= 1 && tier <= count) return;
    if (count == 0) refuse("the policy has no tiers", "add [[tier]] tables to desk.toml");
    refuse(fmt::format("unknown tier {}", tier), fmt::format("choose a tier from 1 to {}", count));
}

void must_differ(const Ticket& ticket, std::string_view what, std::string_view from, std::string_view to) {
    if (from == to) refuse(fmt::format("the {} of {} is already {}", what, code(ticket), to));
}

void must_be_free(const Ticket& ticket, std::string_view action, const Policy& policy) {
    const auto* gate = gate_of(ticket, policy.processes, action);
    if (!gate) return;
    refuse(fmt::format("{} needs the step \"{}\" first", spoken(action), gate->name),
           fmt::format("do it, then: desk step {} {}{}", code(ticket), gate->name, gate->results.empty() ? "" : " RESULT"));
}

}  // namespace desk::refusals

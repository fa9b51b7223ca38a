#include "core/contract/counted.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/ticket/applied.hpp"

namespace desk {

std::string cause_of(const Ticket& ticket) {
    const auto turns = turns_of(ticket);
    const auto resolved = std::find_if(turns.rbegin(), turns.rend(), [](const Turn& turn) { return turn.is<did::Resolve>(); });
    if (resolved != turns.rend())
        if (const auto& cause = as<did::Resolve>(*resolved->event)->cause; !cause.empty()) return cause;
    const auto* scoped = last<did::Scope>(ticket);
    return ticket.now.out_of_scope && scoped ? as<did::Scope>(*scoped)->why : std::string();
}

std::string why_not_counted(const Ticket& ticket, const std::string& cause, const Policy& policy) {
    if (contains(policy.hours->count_causes, cause)) return {};
    if (contains(policy.hours->spare_causes, cause)) return fmt::format("cause {}", cause);
    if (ticket.now.out_of_scope) return "out of scope";
    return counts(policy, ticket.now.kind) ? std::string() : fmt::format("kind {}", ticket.now.kind);
}

std::string why_not_counted(const Ticket& ticket, const Policy& policy) {
    return why_not_counted(ticket, cause_of(ticket), policy);
}

}  // namespace desk

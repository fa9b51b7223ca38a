#include "core/contract/counted.hpp"

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/contract/hours_rules.hpp"

namespace desk {

std::string cause_of(const Ticket& ticket) {
    const auto* resolved = last<did::Resolve>(ticket);
    if (resolved && !as<did::Resolve>(*resolved)->cause.empty()) return as<did::Resolve>(*resolved)->cause;
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

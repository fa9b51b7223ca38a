#include "core/month/first_contact.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "core/contract/report_rules.hpp"
#include "core/ticket/applied.hpp"

namespace desk {
namespace {

/// The agents whom the log names up to its first resolution: who did something, and who was given it.
std::set<std::string> agents_until(const Ticket& ticket, const Event& resolved) {
    std::set<std::string> agents;
    for (const auto& event : ticket.log) {
        if (event.by != "desk" && !as<did::Correct>(event) && !as<did::Retract>(event)) agents.insert(event.by);
        if (const auto* open = as<did::Open>(event); open && !open->assignee.empty()) agents.insert(open->assignee);
        if (const auto* given = as<did::Assign>(event); given && given->to != did::Assign::nobody) agents.insert(given->to);
        if (&event == &resolved) break;
    }
    return agents;
}

}  // namespace

bool is_first_contact(const Ticket& ticket, const Event& resolved, const Policy& policy) {
    const auto turns = turns_of(ticket);
    if (std::ranges::any_of(turns, [](const Turn& turn) { return turn.is<did::Reopen>(); })) return false;
    for (const auto& event : ticket.log) {
        if (&event == &resolved) break;
        if (as<did::Hear>(event) || as<did::Wait>(event) || as<did::Escalate>(event)) return false;
    }
    if (agents_until(ticket, resolved).size() > 1) return false;
    if (!as<did::Resolve>(resolved)->during.empty()) return true;
    return between(calendar_or_desks(policy, {}), ticket.opened, resolved.at) <= policy.report->first_contact_within;
}

}  // namespace desk

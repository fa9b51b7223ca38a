#include "core/verbs/repair.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/ticket/edits.hpp"
#include "core/verbs/recording.hpp"

namespace desk {
namespace {

const std::string by_hand = "changed by hand";

void set_open(Ticket& ticket, const Acting& acting) {
    if (is_open(ticket.now.status))
        append(ticket, dated(ticket, did::Resume{by_hand}, acting));
    else
        append(ticket, reopen(ticket, {by_hand, "other", {}}, acting));
}

void set_status(Ticket& ticket, Status wanted, const Acting& acting) {
    if (ticket.now.status == wanted || wanted == Status::fresh) return;
    if (wanted == Status::open) return set_open(ticket, acting);
    if (wanted == Status::closed) return append(ticket, close(ticket, {by_hand, {}}, acting));
    if (!is_open(ticket.now.status)) set_open(ticket, acting);
    if (wanted == Status::waiting) append(ticket, wait(ticket, {"client", by_hand, {}}, acting));
    if (wanted == Status::resolved) append(ticket, resolve(ticket, {by_hand, {}, {}, {}}, acting));
}

void set_facts(Ticket& ticket, const Lifecycle& wanted, const Acting& acting) {
    const auto& now = ticket.now;
    if (!wanted.kind.empty() && wanted.kind != now.kind) append(ticket, change_kind(ticket, {{}, wanted.kind, by_hand}, acting));
    if (!wanted.priority.empty() && wanted.priority != now.priority)
        append(ticket, prioritise(ticket, {{}, wanted.priority, by_hand, {}, {}}, acting));
    if (wanted.tier != 0 && wanted.tier != now.tier)
        append(ticket, escalate(ticket, {0, wanted.tier, now.assignee, by_hand, {}}, acting));
    if (wanted.assignee != now.assignee)
        append(ticket, assign(ticket, {wanted.assignee.empty() ? std::string(did::Assign::nobody) : wanted.assignee}, acting));
    if (wanted.out_of_scope != now.out_of_scope)
        append(ticket, change_scope(ticket, {wanted.out_of_scope ? "out" : "in", by_hand}, acting));
}

}  // namespace

Ticket repaired(Ticket ticket, const Acting& acting) {
    const auto wanted = std::exchange(ticket.now, fold(ticket.log));
    // A closed ticket takes few changes: they come behind what opens it, and before what closes it.
    if (wanted.status != Status::closed) set_status(ticket, wanted.status, acting);
    set_facts(ticket, wanted, acting);
    set_status(ticket, wanted.status, acting);
    for (const auto name : {received_name, channel_name}) follow_edits(ticket, name);
    return ticket;
}

}  // namespace desk

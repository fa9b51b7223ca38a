#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/ticket/fields.hpp"
#include "core/ticket/ticket.hpp"

/// The verbs. Each checks first and refuses with `Fault::refused`, one sentence and a hint of what to do instead; then it
/// returns the event for `append`. Nothing is changed here, so a refusal changes nothing.
namespace desk {

/// Who acts, when, and under which policy.
struct Acting {
    const Policy& policy;
    std::string agent;
    Instant now{};
};

/// What is known when a ticket is opened. Empty strings, zero: not known.
struct NewTicket {
    std::string title, client;
    Requester requester;
    std::string product, kind, channel, priority;
    int tier = 0;  ///< 0: the policy's first, if it has tiers
    std::string assignee;
    std::optional<Instant> received;  ///< when it reached the desk, if earlier than now
    std::optional<Seconds> waited;    ///< how long the caller waited for an answer
    std::string description;
    std::vector<did::Answer> answers;
    std::string message = {};  ///< the Message-ID of the mail that it was
    bool quiet = false;        ///< no automatic mail may go to whoever wrote it
};

/// The event, dated so that it comes after all that was known when it was made. What a clock that runs ahead recorded does
/// not prevent recording: the event then comes before that.
Event dated(const Ticket& ticket, Did what, const Acting& acting);

/// Refuses a name that is not one of the policy's agents; if the policy names no agents, anybody may act.
void must_be_agent(const std::string& name, const Policy& policy);

/// The instant that `opened` will say; its month, in the desk's zone, goes into the reference.
Instant opened_at(const NewTicket& report, const Acting& acting);

/// Refuses an empty title, an unknown kind, priority, tier or agent, an answer that `answer` refuses, and a report from the
/// future. Outside the hours of its channel it came by the one that the policy names for that. The opening is followed by the
/// answers, and then by the priority that the policy's rules give, if none was named.
Ticket open_ticket(const NewTicket& report, const Reference& reference, const Acting& acting);

/// Refuses a closed ticket, an unknown priority, and the one it already has. An empty `to` is the one that the policy's
/// rules give; without `why` or `asked_by` any other is refused, as is one if no rule applies, and one of two with the
/// same definition.
Event prioritise(const Ticket& ticket, did::Prioritise change, const Acting& acting);

/// Refuses a closed ticket, a tier that the policy does not have, and the ticket's own. `to` 0 is the next tier.
Event escalate(const Ticket& ticket, did::Escalate change, const Acting& acting);

/// Refuses a closed ticket, an unknown agent, and one who already has it.
Event assign(const Ticket& ticket, did::Assign change, const Acting& acting);

/// Refuses an unknown kind, and the one it already has. A closed ticket may still change its kind: the month's hours follow it.
Event change_kind(const Ticket& ticket, did::Kind change, const Acting& acting);

/// Refuses a scope that is neither `in` nor `out`, the one it already has, an empty reason, and one for `out` that the policy
/// does not name, where it names some.
Event change_scope(const Ticket& ticket, did::Scope change, const Acting& acting);

/// Refuses a resolved or closed ticket, nobody to wait for, and an `until` in the past.
Event wait(const Ticket& ticket, did::Wait wait, const Acting& acting);

/// Refuses a ticket that does not wait.
Event resume(const Ticket& ticket, did::Resume resume, const Acting& acting);

/// Refuses a resolved or closed ticket, an empty text, and what must wait for a step.
Event resolve(const Ticket& ticket, did::Resolve resolution, const Acting& acting);

/// Refuses a ticket that is not resolved, and one that is already confirmed.
Event confirm(const Ticket& ticket, did::Confirm confirmation, const Acting& acting);

/// Refuses an unresolved ticket without a reason; a resolved one that must wait for a step, and an unconfirmed one if the policy
/// demands the client's confirmation.
Event close(const Ticket& ticket, did::Close closing, const Acting& acting);

/// Refuses a ticket that is neither resolved nor closed, a channel that the policy does not allow for this, and a ticket that
/// was closed longer ago than the policy allows: closed on 1 October, within 30 days, it may be reopened through 31 October of
/// the desk's calendar.
Event reopen(const Ticket& ticket, did::Reopen reopening, const Acting& acting);

/// Whether the client may ask for it by this channel; empty: one that is not known.
bool may_be_reopened_by(std::string_view channel, const Policy& policy);

/// Whether the client has confirmed the last resolution.
bool is_confirmed(const Ticket& ticket);

/// The last day on which the ticket may be reopened; absent if there is no limit, or it is not closed.
std::optional<Day> reopen_until(const Ticket& ticket, const Policy& policy);

}  // namespace desk

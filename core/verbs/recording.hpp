#pragma once

#include <string>
#include <vector>

#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

/// The verbs that record something and leave the lifecycle as it is. They refuse as those of lifecycle.hpp do.
namespace desk {

Event reply(const Ticket& ticket, did::Reply said, const Acting& acting);
Event hear(const Ticket& ticket, did::Hear heard, const Acting& acting);
Event note(const Ticket& ticket, did::Note text, const Acting& acting);

/// Refuses time of zero or less, more than 24 hours in one entry, work that ends in the future, and work that must wait for a
/// step.
Event work(const Ticket& ticket, did::Work spent, const Acting& acting);

/// The tier's objections to the work, which is recorded all the same: sentences.
std::vector<std::string> cautions_on_work(const Ticket& ticket, const did::Work& spent, const Policy& policy);

/// Refuses an empty answer, one that is not one of the item's, and an item of the header.
Event answer(const Ticket& ticket, did::Answer given, const Acting& acting);

/// Refuses a step that does not apply to the ticket, a result that is not one of the step's, a step out of order in a strict
/// process or before the one that gates it, and skipping one without a reason.
Event step(const Ticket& ticket, did::Step done, const Acting& acting);

/// Refuses an invalid or past date, and a closed ticket unless the date is for the fix.
Event promise(const Ticket& ticket, did::Promise promise, const Acting& acting);

/// Refuses a ticket that was neither resolved nor closed, an empty score, and one that is not on the policy's scale.
Event rate(const Ticket& ticket, did::Rate rating, const Acting& acting);

/// Refuses a link to itself and one that is there already.
Event link(const Ticket& ticket, did::Link link, const Acting& acting);

/// Refuses a file that the ticket has already.
Event attach(const Ticket& ticket, did::Attach file, const Acting& acting);

/// Refuses an empty title, an edit that changes nothing, and a receipt after the opening was recorded. `append` puts the text
/// into the header as well.
Event edit(const Ticket& ticket, did::Edit edit, const Acting& acting);

}  // namespace desk

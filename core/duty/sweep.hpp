#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"
#include "core/ticket/ticket.hpp"

namespace desk {

/// What the policy's rules do to a ticket by now: escalate what must be escalated at once, or took too much first-line work;
/// near a limit raise the priority and escalate; close what was resolved and not answered. Each is an event by `desk` with its
/// `rule`, dated when the rule applied, not when somebody swept: two clones that sweep write the same events, and merging them
/// leaves one. Once per rule and threshold; once they are appended in order, a second call returns nothing. The rules are
/// `immediate`, `after_work`, `near 80 % respond`, `near 80 % resolve` (`near 80 % resolve 2` in the second round) and
/// `unanswered`. If somebody chose a tier after one of the first two applied, their choice holds.
std::vector<Event> due_by_rule(const Ticket& ticket, const Terms& terms, Instant now);

/// What the same rules leave to a person where the policy says `propose`: escalations, and raised priorities. What somebody has
/// chosen since the rule applied, another tier or priority, is their answer.
std::vector<Event> proposed_by_rule(const Ticket& ticket, const Terms& terms, Instant now);

/// The immediate ones alone: whoever brings one about records it in the same stroke.
std::vector<Event> immediate_by_rule(const Ticket& ticket, const Terms& terms);

}  // namespace desk

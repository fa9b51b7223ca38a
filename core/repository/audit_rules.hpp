#pragma once

#include <string>
#include <vector>

#include "core/repository/audit.hpp"

/// What the program itself recorded, `by: desk`: a part of `audited`.
namespace desk {

/// Whether the commit is by one of those who, the policy says, commit what the program does by itself.
bool is_the_program(const Authorship& commit, const Policy& policy);

/// Whether it is what a mail became that came in and was none of an agent's to the client, or a mail that the program has sent.
bool is_of_a_mail(const Event& event, const Ticket& ticket);

/// What is wrong with the new events by `desk`, which are of those that the log has recorded, in sentences. Good are an
/// escalation, a raise and a closing by a rule that a parent's policy has and that applied at that time to the log before it; it
/// is tried again here. So is what became of a mail: an opening, what was heard, a note, a rating, a file, and a
/// reopening where a parent's policy has it; and an automatic mail that was sent. A merge also records what was
/// changed by hand in one of its parents.
std::vector<std::string> doubts_about_rules(const TicketChange& change, const std::vector<const Event*>& by_desk,
                                            const Authorship& commit, DesksBefore desks, Instant now);

}  // namespace desk

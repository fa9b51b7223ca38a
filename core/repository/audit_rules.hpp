#pragma once

#include <string>
#include <vector>

#include "core/repository/audit.hpp"

/// What the program itself recorded, `by: desk`: a part of `audited`.
namespace desk {

/// What is wrong with the new events by `desk`, which are of those that the log has recorded, in sentences. Good are an
/// escalation, a raise and a closing by a rule that a parent's policy has and that applied at that time to the log before it; it
/// is tried again here. A merge also records what was changed by hand in one of its parents.
std::vector<std::string> doubts_about_rules(const TicketChange& change, const std::vector<const Event*>& by_desk,
                                            const Authorship& commit, DesksBefore desks, Instant now);

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "core/policy.hpp"
#include "core/ticket.hpp"

/// Whether what a commit did to a ticket may be: for those who take over what others have pushed.
namespace desk {

/// Who made a commit, and as what.
struct Authorship {
    std::string name, email;
    std::string subject;
    bool merge = false;  ///< it has several parents
};

/// A ticket in a commit, and in the commits that it follows.
struct TicketChange {
    Reference at;  ///< whose file it is, whatever its `id` says
    const Ticket& after;
    std::vector<const Ticket*> before;  ///< in those parents that have it
    bool all_known = true;              ///< false: a parent has it in a form that cannot be read; so nobody knows what is new
};

/// What is wrong, in sentences: a log that did not only grow, a header that does not follow from it, new events that are not by
/// the author of the commit, and a reference that was used a second time. New is what no parent has.
std::vector<std::string> audited(const TicketChange& change, const Authorship& commit, const Policy& policy);

}  // namespace desk

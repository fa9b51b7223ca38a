#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

/// Whether what a commit did to a desk may be: for those who take over what others have pushed.
namespace desk {

/// Who made a commit, and as what. What its message says counts for nothing.
struct Authorship {
    std::string name, email;
    bool merge = false;  ///< it has several parents
};

/// The desk as a parent of the commit has it: by that the commit is judged, not by what it brings itself.
struct DeskBefore {
    const Policy& policy;
    std::function<const Desk&()> whole;  ///< with its clients; asked for only where a rule has to be tried
};

/// What suffices one of the parents suffices: each side of a merge is judged where it was made.
using DesksBefore = std::span<const DeskBefore>;

/// A ticket in a commit, and in the commits that it follows.
struct TicketChange {
    Reference at;  ///< whose file it is, whatever its `id` says
    const Ticket& after;
    std::vector<const Ticket*> before;  ///< in those parents that have it
    bool all_known = true;              ///< false: a parent has it in a form that cannot be read; so nobody knows what is new
};

/// What is wrong, in sentences: a log that did not only grow, a header that does not follow from it, new events that are not by
/// the author of the commit, or by no rule of the desk that applied, or of a clock that runs ahead, and a reference that was used
/// a second time. New is what no parent has.
std::vector<std::string> audited(const TicketChange& change, const Authorship& commit, DesksBefore desks, Instant now);

/// Whether a commit by this author may change the desk's contract.
enum class ContractChange {
    allowed,
    refused,
    unsaid,  ///< no parent says who may
};
ContractChange contract_change(const Authorship& commit, DesksBefore desks);

/// Whether the commit is by one of the agents that the policy names.
bool is_by_an_agent(const Authorship& commit, const Policy& policy);

/// `Sam Hill <sam@acme.example>`
std::string shown(const Authorship& commit);

}  // namespace desk

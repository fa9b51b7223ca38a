#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

/// Whether a commit may change a desk as it did: for those who accept what others pushed.
namespace desk {

/// Who made a commit, and as what. Its message is not considered.
struct Authorship {
    std::string name, email;
    bool merge = false;  ///< it has several parents
};

/// The desk as a parent of the commit has it: by that the commit is judged, not by what it brings itself.
struct DeskBefore {
    const Policy& policy;
    std::function<const Desk&()> whole;  ///< with its clients; asked for only where a rule has to be tried
};

/// What one of the parents allows is allowed: each side of a merge is judged where it was made.
using DesksBefore = std::span<const DeskBefore>;

/// A ticket in a commit, and in the commits that it follows.
struct TicketChange {
    Reference at;  ///< whose file it is, whatever its `id` says
    const Ticket& after;
    std::vector<const Ticket*> before;  ///< in those parents that have it
    bool all_known = true;              ///< false: a parent's version cannot be read, so it is not known what is new
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

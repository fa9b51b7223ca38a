#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/contract/client.hpp"

/// The words of all policies of a desk. A ticket is judged by its own terms; what is not about one ticket (a filter,
/// a report of many, completion) uses the words of every policy.
namespace desk {

struct PolicyWord {
    std::string name;
    std::string means;  ///< as in the first policy that has it

    friend bool operator==(const PolicyWord&, const PolicyWord&) = default;
};
using PolicyWords = std::vector<PolicyWord>;

/// The desk's own, then the further ones by name.
std::vector<const Policy*> policies_of(const Desk& desk);

// Each word once: those of the desk's own policy in its order, then what the further ones add.
PolicyWords kinds_of(const Desk& desk);
PolicyWords channels_of(const Desk& desk);
PolicyWords products_of(const Desk& desk);
PolicyWords exclusions_of(const Desk& desk);
PolicyWords scores_of(const Desk& desk);
PolicyWords tiers_of(const Desk& desk);  ///< `1`, `2`, …, and what each policy calls it

/// Likewise; the highest first, by the rank that each has in the first policy that has it. So a `p1` that only a further policy
/// has comes after the desk's highest and before its second.
PolicyWords priorities_of(const Desk& desk);

std::vector<std::string> names_of(const PolicyWords& words);

/// The policy by which a ticket is judged, without the rest of its terms.
const Policy& policy_of(const Desk& desk, const Ticket& ticket);

/// The rank of the ticket's priority in the ticket's own policy: 0 is the highest. The second highest of one policy is as urgent
/// as the second highest of another. What is not one of its priorities, or none, comes after all others.
std::size_t rank_of(const Desk& desk, const Ticket& ticket);

/// The rank of a priority for comparing a ticket with it: that in the ticket's own policy, else in the first
/// policy that has it; after all others if none has it.
std::size_t rank_for(const Desk& desk, const Ticket& ticket, std::string_view priority);

}  // namespace desk

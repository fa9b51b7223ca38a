#pragma once

#include "core/ticket/ticket.hpp"

namespace desk {

/// Merges three versions of a ticket: both sides forked from the base, or both added the ticket (null). The ids must agree,
/// and in each version the header must follow from its log.
///
/// The log is the union of all three, so no event is lost, not even one that a side removed. Lifecycle is its fold. Of the
/// header texts that `edit` may change the last edit counts; what a side changed by hand first becomes an edit by `desk` in its
/// log. The rest is three-way: what one side changed, and if both did, the greater of the two in an order that is the
/// same everywhere.
///
/// Commutative and idempotent, and associative for versions forked from the same base. The result can be written, canonically.
Ticket merged(const Ticket* base, const Ticket& ours, const Ticket& theirs);

}  // namespace desk

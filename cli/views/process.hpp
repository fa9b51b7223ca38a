#pragma once

#include "cli/output/output.hpp"
#include "core/contract/policy.hpp"
#include "core/ticket/ticket.hpp"

namespace desk::cli {

/// The steps that apply to a ticket: which are done, by whom, with what result, and which is next.
Table step_table(const Ticket& ticket, const Policy& policy);

}  // namespace desk::cli

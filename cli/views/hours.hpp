#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/month/billing.hpp"

namespace desk::cli {

/// A month's hours, the entries that they are the sum of, and what they cost, line by line.
Table hours_table(const Billing& billing, const Zone& zone);
Table entries_table(const MonthHours& hours, const Policy& policy);
Table lines_table(std::span<const Statement> statements, const Zone& zone);

/// What a client agreed to, for programs: people get a message.
Page agreed_page(const std::string& client, const Client::Agreed& agreed);

}  // namespace desk::cli

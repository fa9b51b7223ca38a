#pragma once

#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/month/billing.hpp"

namespace desk::cli {

/// How much of the hours of the month is used up: over 1 when they are exceeded.
double share_used(const HoursSum& hours);

/// A month's hours, the entries that they are the sum of, and what they cost, line by line.
Table hours_table(const Billing& billing, const Zone& zone);
Table entries_table(const MonthHours& hours, const Policy& policy);
Table lines_table(std::span<const Statement> statements, const Zone& zone);

/// What a client agreed to, for programs: people were told in words.
Page agreed_page(const std::string& client, const Client::Agreed& agreed);

}  // namespace desk::cli

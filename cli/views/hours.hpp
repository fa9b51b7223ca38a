#pragma once

#include <map>
#include <span>
#include <string>

#include "cli/output/output.hpp"
#include "core/contract/client.hpp"
#include "core/contract/policy.hpp"
#include "core/month/billing.hpp"

namespace desk::cli {

/// Of tickets; one that is not there has none.
using Titles = std::map<Reference, std::string>;

/// How much of the hours of the month is used up: over 1 when they are exceeded.
double share_used(const HoursSum& hours);

/// A month's hours, the entries that they are the sum of, and what they cost, line by line.
Table hours_table(const Billing& billing, const Zone& zone);
Table entries_table(const MonthHours& hours, const Policy& policy, const Titles& titles = {});
/// Without titles there is no column for them.
Table lines_table(std::span<const Statement> statements, const Zone& zone, const Titles& titles = {});

/// What a client agreed to, for programs: people get a message.
Page agreed_page(const std::string& client, const Client::Agreed& agreed);

}  // namespace desk::cli

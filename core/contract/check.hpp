#pragma once

#include <string>
#include <vector>

#include "core/contract/client.hpp"

namespace desk {

/// A finding in a policy or a client's file that can be read.
struct PolicyFinding {
    enum class Kind { hole, contradiction, note };
    Kind kind{};
    std::string table;  ///< `priority.high`, `tier 3`, `gold: calendar.office` (of a further policy), `client acme`
    std::string text;
    friend bool operator==(const PolicyFinding&, const PolicyFinding&) = default;
};

/// What the contract leaves open (no target, no definition, `missing`), what contradicts itself (two priorities with one
/// definition, a channel that a priority names and nobody offers, tiers that cannot be reached), and what is likely to be
/// forgotten (`year` or the next one without holidays, a contract that ends by then). In that order. Of a further policy only
/// what the desk's does not have as well.
std::vector<PolicyFinding> findings_in(const Desk& desk, std::chrono::year year);

/// A month's charges, cap and rates come from one policy: if that changes within a month and the currency with it, they do
/// not fit together. `until` is the last day of the one, `from` the first of the other.
void find_currency_within_month(const Policy& before, Day until, const Policy& after, Day from, const std::string& table,
                                std::vector<PolicyFinding>& found);

/// Those of a client's file that can be read.
std::vector<PolicyFinding> findings_in(const Client& client, const Desk& desk, std::chrono::year year);

/// Whether mails are to go out that nobody writes (`[mail]`, `[feedback]`).
bool writes_mails(const Policy& policy);

}  // namespace desk

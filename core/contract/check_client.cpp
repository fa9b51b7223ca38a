#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/check.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/rate.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/uptime_rules.hpp"

namespace desk {
namespace {

using Kind = PolicyFinding::Kind;
using Findings = std::vector<PolicyFinding>;

std::string table_of(const Client& client) { return "client " + client.name; }

bool has_contact(const Client& client, const std::string& role) {
    return contains(client.contacts, role, &Client::Contact::role);
}

void find_contacts_missing(const Client& client, const Policy& policy, Findings& found) {
    const auto& role = policy.contacts->role;
    if (!role.empty() && !has_contact(client, role))
        found.push_back({Kind::hole, table_of(client), fmt::format("no contact in the role \"{}\"", role)});
    if (!policy.excluded.empty() && role != "it" && !has_contact(client, "it"))
        found.push_back({Kind::note, table_of(client),
                         fmt::format("no contact in the role \"it\" for what is excluded: {}", joined(policy.excluded, ", "))});
}

void find_contract_ended(const Client& client, const Policy& policy, std::chrono::year year, Findings& found) {
    if (client.contracts.empty()) {
        if (policy.intake->no_contract.value_or(Strictness::accept) != Strictness::accept)
            found.push_back({Kind::hole, table_of(client), "no contract"});
        return;
    }
    const auto& to = client.contracts.back().to;
    if (to && to->year() <= year)
        found.push_back({Kind::note, table_of(client), fmt::format("no contract after {}", to_text(*to))});
}

void find_manager_missing(const Client& client, const Policy& policy, Findings& found) {
    if (client.manager.empty() && std::ranges::any_of(policy.routes, &Policy::Route::manager))
        found.push_back({Kind::hole, table_of(client), "no manager, and a route goes to the manager"});
}

void find_policies_missing(const Client& client, const Desk& desk, Findings& found) {
    for (const auto& contract : client.contracts)
        if (!contract.policy.empty() && !contains(desk.further, contract.policy, &Desk::Further::name))
            found.push_back({Kind::contradiction, table_of(client), fmt::format("unknown policy \"{}\"", contract.policy)});
}

/// The policy of the client's last contract.
const Policy& policy_of(const Client& client, const Desk& desk) {
    if (client.contracts.empty()) return desk.policy;
    return terms_of(desk, client.name, desk.policy.zone.start(client.contracts.back().from)).policy;
}

void find_charges_missing(const Client& client, const Policy& policy, Findings& found) {
    if (!policy.uptime->credits || client.contracts.empty()) return;
    for (const auto& item : policy.uptime->credits->of)
        if (!contains(client.contracts.back().charges, item, &Client::Charge::item))
            found.push_back({Kind::hole, table_of(client), fmt::format("no charge \"{}\", of which credits are given", item)});
}

/// A client's rates hold under the contracts of their currency only.
void find_rates_out_of_use(const Client& client, const Desk& desk, Findings& found) {
    if (client.rates.empty()) return;
    for (const auto& contract : client.contracts) {
        const auto& policy = desk::policy_of(desk, &contract, contract.from);
        const auto holds_under_it = [&](const Policy::Rate& rate) { return rate.hourly.currency == policy.currency; };
        if (std::ranges::any_of(client.rates, holds_under_it) || std::ranges::any_of(policy.rates, holds_under_it)) continue;
        found.push_back({Kind::hole, table_of(client),
                         fmt::format("no rate in {} for the contract from {}: those of the client are in {}",
                                     policy.currency.code, to_text(contract.from), client.rates.back().hourly.currency.code)});
    }
}

void find_currency_within_month(const Client& client, const Desk& desk, Findings& found) {
    for (std::size_t i = 1; i < client.contracts.size(); ++i) {
        const auto &before = client.contracts[i - 1], &after = client.contracts[i];
        if (!before.to) continue;
        const auto until = *before.to;
        desk::find_currency_within_month(desk::policy_of(desk, &before, until), until, desk::policy_of(desk, &after, after.from),
                                         after.from, table_of(client), found);
    }
}

}  // namespace

std::vector<PolicyFinding> findings_in(const Client& client, const Desk& desk, std::chrono::year year) {
    Findings found;
    const auto& policy = policy_of(client, desk);
    find_policies_missing(client, desk, found);
    find_contacts_missing(client, policy, found);
    find_contract_ended(client, policy, year, found);
    find_manager_missing(client, policy, found);
    find_charges_missing(client, policy, found);
    find_rates_out_of_use(client, desk, found);
    find_currency_within_month(client, desk, found);
    return found;
}

}  // namespace desk

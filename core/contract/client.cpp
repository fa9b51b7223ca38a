#include "core/contract/client.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/dated.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/resolution_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/tier.hpp"

namespace desk {
namespace {

using std::chrono::sys_days;

bool is_within(Day day, const std::optional<Day>& from, const std::optional<Day>& to) {
    return (!from || sys_days(*from) <= sys_days(day)) && (!to || sys_days(day) <= sys_days(*to));
}

Terms terms_by(const Desk& desk, const Client* client, const Client::Contract* contract, const Policy& policy) {
    if (client && client->broken) return {desk.unknown, client, nullptr, nullptr};
    return {policy, client, contract, desk.suspensions.get()};
}

const Policy& further_policy(const Desk& desk, const std::string& name, const Policy& otherwise) {
    const auto found = std::ranges::find(desk.further, name, &Desk::Further::name);
    return found == desk.further.end() ? otherwise : found->policy;
}

std::optional<Money> in_force(const std::vector<Policy::Rate>& rates, Day day, const Currency& currency) {
    std::optional<Money> hourly;
    for (const auto& rate : rates)
        if (rate.from <= day && rate.hourly.currency == currency) hourly = rate.hourly;
    return hourly;
}

}  // namespace

const Client* client_named(const Desk& desk, std::string_view name) {
    auto found = std::ranges::find(desk.clients, name, &Client::name);
    if (found == desk.clients.end())
        found = std::ranges::find_if(desk.clients, [&](const Client& client) { return contains(client.was, name); });
    return found == desk.clients.end() ? nullptr : &*found;
}

const Client::Contract* contract_on(const Client& client, Day day) {
    const auto found = std::ranges::find_if(
        client.contracts, [&](const Client::Contract& contract) { return is_within(day, contract.from, contract.to); });
    return found == client.contracts.end() ? nullptr : &*found;
}

const Client::Contract* contract_in(const Client& client, Month month) {
    if (const auto* contract = contract_on(client, month / 1)) return contract;
    const auto found = std::ranges::find_if(client.contracts, [&](const Client::Contract& contract) {
        return contract.from.year() == month.year() && contract.from.month() == month.month();
    });
    return found == client.contracts.end() ? nullptr : &*found;
}

const Policy& policy_on(const Desk& desk, Day day) {
    const Policy::Dated* last = nullptr;
    for (const auto& each : desk.policy.terms)
        if (sys_days(each.from) <= sys_days(day)) last = &each;
    return last ? further_policy(desk, last->policy, desk.unknown) : desk.policy;
}

const Policy& policy_of(const Desk& desk, const Client::Contract* contract, Day day) {
    if (contract && !contract->policy.empty()) return further_policy(desk, contract->policy, desk.policy);
    return desk.policy.terms.empty() ? desk.policy : policy_on(desk, day);
}

const Policy& policy_in(const Desk& desk, const Client::Contract* contract, Month month) {
    const auto first = month / 1;
    return policy_of(desk, contract, contract && sys_days(contract->from) > sys_days(first) ? contract->from : Day(first));
}

bool any_of_desk(const Desk& desk, const std::function<bool(const Policy&)>& is_so) {
    return is_so(desk.policy) || std::ranges::any_of(desk.policy.terms, [&](const Policy::Dated& each) {
               return is_so(further_policy(desk, each.policy, desk.unknown));
           });
}

Policy unknown_contract(const Policy& policy) {
    Policy unknown;
    unknown.name = policy.name;
    unknown.zone = policy.zone;
    unknown.calendar = policy.calendar;
    unknown.calendars = policy.calendars;
    unknown.agents = policy.agents;
    unknown.currency = policy.currency;
    for (const auto& priority : policy.priorities) unknown.priorities.push_back({priority.name, priority.means});
    for (const auto& kind : policy.kinds) unknown.kinds.push_back({kind.name, kind.means, kind.counts});
    for (const auto& tier : policy.tiers) unknown.tiers.push_back({tier.name, tier.means});
    unknown.resolution->confirm = Policy::Resolution::Confirm::no;
    return unknown;
}

Terms terms_of(const Desk& desk, std::string_view client, Instant opened) {
    const auto* found = client.empty() ? nullptr : client_named(desk, client);
    if (!found && desk.policy.terms.empty()) return terms_by(desk, nullptr, nullptr, desk.policy);
    const auto day = desk.policy.zone.day(opened);
    const auto* contract = found ? contract_on(*found, day) : nullptr;
    return terms_by(desk, found, contract, policy_of(desk, contract, day));
}

Terms terms_in(const Desk& desk, std::string_view client, Month month) {
    const auto* found = client.empty() ? nullptr : client_named(desk, client);
    const auto* contract = found ? contract_in(*found, month) : nullptr;
    return terms_by(desk, found, contract, policy_in(desk, contract, month));
}

void must_have_terms(const Desk& desk, std::string_view client) {
    if (const auto* found = client_named(desk, client); found && found->broken) throw failure(*found->broken);
    if (desk.broken_terms) throw failure(*desk.broken_terms);
}

Terms terms_of(const Desk& desk, const Ticket& ticket) { return terms_of(desk, ticket.client, ticket.opened); }

std::optional<Money> rate_on(const Desk& desk, std::string_view client, Instant at) {
    const auto day = desk.policy.zone.day(at);
    const auto terms = terms_of(desk, client, at);
    const auto& currency = terms.policy.currency;
    const auto own = terms.client ? in_force(terms.client->rates, day, currency) : std::nullopt;
    return own ? own : in_force(terms.policy.rates, day, currency);
}

bool judged_alike(const Desk& desk, std::string_view client, Instant a, Instant b) {
    const auto then = terms_of(desk, client, a), now = terms_of(desk, client, b);
    return &then.policy == &now.policy && then.contract == now.contract && rate_on(desk, client, a) == rate_on(desk, client, b);
}

std::vector<const Client::Contact*> contacts_on(const Client& client, std::string_view role, Day day) {
    std::vector<const Client::Contact*> there;
    for (const auto& contact : client.contacts)
        if (contact.role == role && is_within(day, contact.from, contact.to)) there.push_back(&contact);
    const auto all = there;
    std::erase_if(there, [&](const Client::Contact* contact) {
        return std::ranges::any_of(all, [&](const Client::Contact* other) { return other->replaces == contact->name; });
    });
    return there;
}

const Client::Contact* contact_of(const Client& client, const Requester& requester) {
    const auto with = [&](auto member, const std::string& value) -> const Client::Contact* {
        if (value.empty()) return nullptr;
        const auto found = std::ranges::find_if(
            client.contacts, [&](const Client::Contact& contact) { return same_folded(contact.*member, value); });
        return found == client.contacts.end() ? nullptr : &*found;
    };
    const auto* by_address = with(&Client::Contact::email, requester.email);
    return by_address ? by_address : with(&Client::Contact::name, requester.name);
}

const Client* client_by_address(const Desk& desk, std::string_view email) {
    const auto at = email.rfind('@');
    if (at == std::string_view::npos) return nullptr;
    const auto domain = email.substr(at + 1);
    const Client* found = nullptr;
    for (const auto& client : desk.clients) {
        if (std::ranges::none_of(client.domains, [&](const std::string& each) { return same_folded(each, domain); })) continue;
        if (found) return nullptr;
        found = &client;
    }
    return found;
}

bool serves(const Terms& terms, int tier) {
    if (!terms.contract || terms.contract->tiers.empty()) return true;
    return contains(terms.contract->tiers, tier);
}

int first_tier(const Terms& terms) {
    if (terms.policy.tiers.empty()) return 0;
    if (!terms.contract || terms.contract->tiers.empty()) return 1;
    return std::ranges::min(terms.contract->tiers);
}

Suggestion suggested(const Terms& terms, const Ticket& ticket) {
    for (const auto& route : terms.policy.routes) {
        if (!matches(route.when, ticket)) continue;
        if (!route.manager) return {route.to, to_text(route.when)};
        if (terms.client && !terms.client->manager.empty())
            return {terms.client->manager, fmt::format("looks after {}", terms.client->name)};
    }
    return {};
}

}  // namespace desk

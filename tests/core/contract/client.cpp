#include "core/contract/client.hpp"

#include <doctest/doctest.h>

#include "core/contract/dated.hpp"
#include "core/contract/hours_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/reopen_rules.hpp"
#include "core/contract/route_rule.hpp"
#include "core/contract/tier.hpp"
#include "tests/samples.hpp"

using namespace desk;
using namespace desk::samples;

namespace {

Day day(std::string_view text) { return day_from(text).value(); }

Client::Contact contact(const std::string& name, const std::string& role, std::optional<Day> from = {},
                        std::optional<Day> to = {}) {
    Client::Contact made;
    made.name = name;
    made.email = name.substr(0, name.find(' ')) + "@acme.example";
    made.role = role;
    made.from = from;
    made.to = to;
    return made;
}

Client::Contract contract(std::string_view from, std::optional<Day> to, const std::string& policy = {},
                          std::vector<int> tiers = {}) {
    return {day(from), to, policy, std::move(tiers), {}};
}

Client acme() {
    Client made;
    made.name = "acme";
    made.domains = {"acme.example", "acme-payroll.example"};
    made.contracts = {contract("2026-01-01", day("2026-06-30")), contract("2026-07-01", {}, "gold", {3, 2})};
    return made;
}

Desk desk_of_acme() {
    auto made = samples::desk();
    made.clients = {acme(), {}};
    made.clients[1].name = "bolt";
    made.clients[1].domains = {"bolt.example"};
    auto gold = samples::policy();
    gold.name = "gold";
    made.further = {{"gold", gold}};
    return made;
}

std::vector<std::string> names(const std::vector<const Client::Contact*>& contacts) {
    std::vector<std::string> all;
    for (const auto* each : contacts) all.push_back(each->name);
    return all;
}

std::string name_of(const Client* client) { return client ? client->name : ""; }

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a contract is in force from its first day through its last") {
    const auto client = acme();
    CHECK(!contract_on(client, day("2025-12-31")));
    CHECK(contract_on(client, day("2026-01-01")) == &client.contracts[0]);
    CHECK(contract_on(client, day("2026-06-30")) == &client.contracts[0]);
    CHECK(contract_on(client, day("2026-07-01")) == &client.contracts[1]);
    CHECK(contract_on(client, day("2036-07-01")) == &client.contracts[1]);
}

TEST_CASE("a ticket is judged by the terms in force on the desk's day of opening") {
    const auto desk = desk_of_acme();
    CHECK(&terms_of(desk, "acme", at("2026-06-30T22:59Z")).policy == &desk.policy);
    // In London it is the first of July already.
    const auto gold = terms_of(desk, "acme", at("2026-06-30T23:00Z"));
    CHECK(gold.policy.name == "gold");
    CHECK(gold.client == &desk.clients[0]);
    CHECK(gold.contract == &desk.clients[0].contracts[1]);
    CHECK(terms_of(desk, ticket()).policy.name == "gold");
}

TEST_CASE("where no contract holds the desk's policy does") {
    const auto desk = desk_of_acme();
    for (const auto* client : {"bolt", "unheard", ""}) {
        const auto terms = terms_of(desk, client, at("2026-11-20T09:00Z"));
        CHECK(&terms.policy == &desk.policy);
        CHECK(!terms.contract);
        CHECK(name_of(terms.client) == (std::string_view(client) == "bolt" ? "bolt" : ""));
    }
}

TEST_CASE("contacts hold a role within their dates, both inclusive") {
    Client client;
    client.contacts = {contact("Jane Doe", "representative"), contact("Ann Lee", "it"),
                       contact("Tom Fox", "representative", day("2026-08-01"), day("2026-08-14"))};
    CHECK(names(contacts_on(client, "representative", day("2026-07-31"))) == Names{"Jane Doe"});
    CHECK(names(contacts_on(client, "representative", day("2026-08-01"))) == Names{"Jane Doe", "Tom Fox"});
    CHECK(names(contacts_on(client, "representative", day("2026-08-14"))) == Names{"Jane Doe", "Tom Fox"});
    CHECK(names(contacts_on(client, "representative", day("2026-08-15"))) == Names{"Jane Doe"});
    CHECK(contacts_on(client, "liaison", day("2026-08-01")).empty());
}

TEST_CASE("whoever is replaced holds no role while the deputy does") {
    Client client;
    client.contacts = {contact("Jane Doe", "representative"),
                       contact("Tom Fox", "representative", day("2026-08-01"), day("2026-08-14"))};
    client.contacts[1].replaces = "Jane Doe";
    CHECK(names(contacts_on(client, "representative", day("2026-07-31"))) == Names{"Jane Doe"});
    CHECK(names(contacts_on(client, "representative", day("2026-08-03"))) == Names{"Tom Fox"});
    CHECK(names(contacts_on(client, "representative", day("2026-08-15"))) == Names{"Jane Doe"});
}

TEST_CASE("a requester is known by the address, else by the name, in either case of letters") {
    Client client;
    client.contacts = {contact("Jane Doe", "representative"), contact("Tom Fox", "it")};
    CHECK(contact_of(client, {"", "jane@ACME.example", ""}) == &client.contacts[0]);
    CHECK(contact_of(client, {"jane doe", "", ""}) == &client.contacts[0]);
    CHECK(contact_of(client, {"Jane Doe", "tom@acme.example", ""}) == &client.contacts[1]);
    CHECK(contact_of(client, {"Jane Doe", "jane@home.example", ""}) == &client.contacts[0]);
    CHECK(!contact_of(client, {"Jane", "jan@acme.example", ""}));
    CHECK(!contact_of(client, {"", "", ""}));
}

TEST_CASE("a client is known by the domain of an address, unless two have it") {
    auto desk = desk_of_acme();
    CHECK(name_of(client_by_address(desk, "jane@acme.example")) == "acme");
    CHECK(name_of(client_by_address(desk, "jane@ACME-Payroll.example")) == "acme");
    CHECK(name_of(client_by_address(desk, "\"a@b\"@bolt.example")) == "bolt");
    for (const auto* address : {"jane@mail.example", "jane@cme.example", "acme.example", "jane@", ""})
        CHECK(!client_by_address(desk, address));
    desk.clients[1].domains.emplace_back("acme.example");
    CHECK(!client_by_address(desk, "jane@acme.example"));
}

TEST_CASE("nothing is judged by the desk's own policy where the client's file cannot be read") {
    auto desk = desk_of_acme();
    desk.policy.hours->cap = Minutes(600);
    desk.policy.reopen->within = 30;
    desk.unknown = unknown_contract(desk.policy);
    CHECK(terms_in(desk, "bolt", std::chrono::year(2026) / 11).policy.hours->cap == Minutes(600));
    must_have_terms(desk, "acme");
    desk.clients[0].broken = Problem{{"clients/acme.toml", 3, 1}, "a tab"};
    for (const auto& terms : {terms_of(desk, ticket()), terms_in(desk, "acme", std::chrono::year(2026) / 11)}) {
        CHECK(&terms.policy == &desk.unknown);
        CHECK(terms.client == &desk.clients[0]);
        CHECK(!terms.contract);
        CHECK(!terms.policy.hours->cap);
        CHECK(!terms.policy.reopen->within);
        for (const auto& priority : terms.policy.priorities) CHECK(priority.targets == Policy::Targets());
    }
    CHECK_THROWS_WITH_AS(must_have_terms(desk, "acme"), "clients/acme.toml:3:1: a tab", Error);
    must_have_terms(desk, "bolt");
    must_have_terms(desk, "nobody");
}

TEST_CASE("a new ticket begins in the lowest tier that we run for the client") {
    auto desk = desk_of_acme();
    const auto gold = terms_of(desk, ticket());
    CHECK(first_tier(gold) == 2);
    CHECK(!serves(gold, 1));
    CHECK(serves(gold, 2));
    CHECK(serves(gold, 3));
    const auto plain = terms_of(desk, "bolt", at("2026-11-20T09:00Z"));
    CHECK(first_tier(plain) == 1);
    CHECK(serves(plain, 1));
    desk.policy.tiers.clear();
    CHECK(first_tier(plain) == 0);
}

TEST_CASE("the first route that holds says who should take a ticket") {
    auto desk = desk_of_acme();
    auto& routes = desk.further[0].policy.routes;
    routes = {{{{{"kind", {"howto"}}}}, "", true}, {{{{"kind", {"howto", "training"}}}}, "kim", false}, {{}, "sam", false}};
    const auto suggest = [&](const Ticket& on) { return suggested(terms_of(desk, on), on); };
    CHECK(suggest(ticket()).agent == "kim");
    CHECK(suggest(ticket()).why == "kind howto or training");
    desk.clients[0].manager = "ann";
    CHECK(suggest(ticket()).agent == "ann");
    CHECK(suggest(ticket()).why == "looks after acme");
    CHECK(suggest(ticket({event("2026-11-20T10:00Z", did::Kind{"howto", "fault", ""})})).agent == "sam");
    routes.pop_back();
    CHECK(suggest(ticket({event("2026-11-20T10:00Z", did::Kind{"howto", "fault", ""})})).agent.empty());
}

TEST_CASE("the terms of the whole desk hold from their day on, where a contract names no policy") {
    auto desk = desk_of_acme();
    auto silver = samples::policy();
    silver.name = "silver";
    silver.hours->cap = std::chrono::hours(5);
    desk.further.push_back({"silver", silver});
    desk.policy.terms = {{day("2026-07-01"), "silver"}};
    const auto policy_at = [&](std::string_view client, std::string_view when) {
        return terms_of(desk, client, at(when)).policy.name;
    };
    for (const auto* client : {"", "bolt", "nobody"}) {
        CHECK(policy_at(client, "2026-06-30T22:59Z") == "Acme support");
        CHECK(policy_at(client, "2026-06-30T23:00Z") == "silver");  // July in London
    }
    CHECK(policy_at("acme", "2026-06-01T09:00Z") == "Acme support");
    CHECK(policy_at("acme", "2026-08-01T09:00Z") == "gold");
    CHECK(terms_in(desk, "bolt", std::chrono::year(2026) / 6).policy.name == "Acme support");
    CHECK(terms_in(desk, "bolt", std::chrono::year(2026) / 7).policy.name == "silver");
    CHECK(any_of_desk(desk, [](const Policy& policy) { return policy.hours->cap == std::chrono::hours(5); }));
    CHECK(!any_of_desk(desk, [](const Policy& policy) { return policy.name == "gold"; }));
}

TEST_CASE("where a policy of the terms cannot be had, nothing is judged, and nothing is recorded") {
    auto desk = desk_of_acme();
    desk.unknown = unknown_contract(desk.policy);
    desk.policy.terms = {{day("2026-07-01"), "silver"}};
    desk.broken_terms = Problem{{"policies/silver.toml"}, "a tab"};
    CHECK(&terms_of(desk, "bolt", at("2026-08-01T09:00Z")).policy == &desk.unknown);
    CHECK(refusal([&] { must_have_terms(desk, "bolt"); }, Fault::malformed) == "policies/silver.toml: a tab");
}

TEST_CASE("a client is found by a former name, and by its own first") {
    auto desk = desk_of_acme();
    desk.clients[1].was = {"bolt-ltd"};
    CHECK(name_of(client_named(desk, "bolt-ltd")) == "bolt");
    CHECK(client_named(desk, "bolts") == nullptr);
}

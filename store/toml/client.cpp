#include "store/toml/client.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/contract/client_name.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/kind.hpp"
#include "core/contract/tier.hpp"
#include "store/toml/calendar.hpp"
#include "store/toml/month.hpp"
#include "store/toml/policy_draft.hpp"
#include "store/toml/values.hpp"

namespace desk {

namespace {

using std::chrono::sys_days;

std::string domain_from(const Setting& setting) {
    auto text = text_from(setting);
    if (text.find_first_of("@ /\t\r\n") != text.npos) setting.want("a list of mail domains");
    return text;
}

void check_days(const Settings& table, const std::optional<Day>& from, const std::optional<Day>& to) {
    if (from && to && sys_days(*to) < sys_days(*from)) table.refuse(fmt::format("it ends on {}, before it begins", to_text(*to)));
}

void read_contact(Settings& table, Client::Contact& contact) {
    table.must("name", contact.name, text_from, R"("Jane Doe")");
    table.may("email", contact.email, address_from, R"("jane@acme.example")");
    table.may("phone", contact.phone, text_from, R"("+44 20 7946 0123")");
    table.must("role", contact.role, text_from, R"("representative")");
    table.may("from", contact.from, date_from, R"("2026-08-01")");
    table.may("to", contact.to, date_from, R"("2026-08-14")");
    table.may("replaces", contact.replaces, text_from, R"("Jane Doe")");
    check_days(table, contact.from, contact.to);
}

bool overlap(const Client::Contract& a, const Client::Contract& b) {
    const auto ends_before = [](const Client::Contract& one, const Client::Contract& other) {
        return one.to && sys_days(*one.to) < sys_days(other.from);
    };
    return !ends_before(a, b) && !ends_before(b, a);
}

Instant instant_in(const Setting& setting) {
    const auto at = canonical_instant_from(text_from(setting));
    if (!at || !has_known_year(*at)) setting.want("a time in UTC, of the years 2000 to 2099");
    return *at;
}

/// Reads one client's file for a desk.
class Reader {
public:
    Reader(const Desk& desk, const std::map<std::string, Problem>& broken) : desk_(desk), broken_(broken) {}

    void read(Settings& root, Client& client) {
        root.may("name", client.full, text_from, R"("Acme Ltd")");
        root.may("was", client.was,
                 list_of([&](const Setting& item) { return former_name_from(item, client.name); }, "a list of names"),
                 R"(["acme-old"])");
        root.may("domains", client.domains, list_of(domain_from, "a list of mail domains"), R"(["acme.example"])");
        root.may(
            "manager", client.manager, [this](const Setting& setting) { return agent_from(setting); }, R"("ann")");
        root.may("portal", client.portal, text_from, R"("acme")");
        root.every_table("contact", client.contacts, read_contact);
        std::vector<Client::Contract> before;
        root.every_table("contract", client.contracts, [&](Settings& table, Client::Contract& contract) {
            read_contract(table, contract);
            for (const auto& other : before)
                if (overlap(other, contract))
                    table.refuse(fmt::format("it overlaps with the contract from {}", to_text(other.from)));
            before.push_back(contract);
        });
        std::ranges::sort(client.contracts, {}, [](const Client::Contract& contract) { return sys_days(contract.from); });
        read_rates(
            root, [&](Day day) -> const Currency& { return currency_on(client, day); }, client.rates);
        root.every_table("agreed", client.agreed,
                         [this](Settings& table, Client::Agreed& agreed) { read_agreed(table, agreed); });
    }

    /// An agreement in a file of its own.
    void read_record(Settings& root, Client::Agreed& agreed) const {
        read_what_was_agreed(root, agreed);
        root.must("at", agreed.at.emplace(), instant_in, R"("2026-11-24T09:00:00.000Z")");
        root.must("agent", agreed.agent, text_from, R"("sam")");
        root.may("why", agreed.why, text_from, R"("agreed for December")");
        agreed.on = desk_.policy.zone.day(*agreed.at);
    }

private:
    void read_contract(Settings& table, Client::Contract& contract) const {
        table.must("from", contract.from, date_from, R"("2026-01-01")");
        table.may("to", contract.to, date_from, R"("2026-12-31")");
        check_days(table, contract.from, contract.to);
        table.may(
            "policy", contract.policy, [this](const Setting& setting) { return policy_from(setting); }, R"("gold")");
        const auto& policy = policy_of(contract);
        table.may("tiers", contract.tiers, list_of([&](const Setting& item) { return tier_from(item, policy); }), "[1]");
        table.may("products", contract.products, list_of([&](const Setting& item) { return product_from(item, policy); }),
                  R"(["Payroll"])");
        table.may(
            "charges", contract.charges, [&](const Setting& setting) { return charges_from(setting, policy.currency); },
            R"({ support = "5000" })");
        table.may("hours", contract.hours, length_in_minutes_from, R"("20 hours")");
        table.may(
            "planned", contract.planned, [&](const Setting& setting) { return planned_from(setting, policy); },
            R"({ training = "8 hours" })");
    }

    void read_agreed(Settings& table, Client::Agreed& agreed) const {
        read_what_was_agreed(table, agreed);
        table.must("on", agreed.on, date_from, R"("2026-11-24")");
    }

    void read_what_was_agreed(Settings& table, Client::Agreed& agreed) const {
        table.must(
            "month", agreed.month, [](const Setting& setting) { return month_from(setting); }, R"("2026-11")");
        table.must("limit", agreed.limit, length_in_minutes_from, R"("10 hours")");
        table.may(
            "kind", agreed.kind, [this](const Setting& setting) { return kind_from(setting); }, R"("training")");
        table.must("by", agreed.by, text_from, R"("Jane Doe")");
    }

    static std::string former_name_from(const Setting& setting, const std::string& now) {
        auto name = text_from(setting);
        if (!is_client_name(name)) setting.refuse(fmt::format("\"{}\" cannot be a client's name", name));
        if (name == now) setting.refuse(fmt::format("\"{}\" is its name now", name));
        return name;
    }

    std::string agent_from(const Setting& setting) const {
        auto name = name_from(setting);
        const auto agents = agent_names(desk_.policy);
        if (!agents.empty()) must_be_known(setting, "agent", name, agents);
        return name;
    }

    std::string policy_from(const Setting& setting) const {
        auto name = name_from(setting);
        if (const auto why = broken_.find(name); why != broken_.end())
            setting.refuse(fmt::format("the policy \"{}\" cannot be read: {}", name, failure(why->second).what()));
        std::vector<std::string> known;
        for (const auto& further : desk_.further) known.push_back(further.name);
        must_be_known(setting, "policy", name, known);
        return name;
    }

    const Policy& policy_of(const Client::Contract& contract) const { return desk::policy_of(desk_, &contract, contract.from); }

    /// Of the contract in force on the day, else of the next, else of the last.
    const Currency& currency_on(const Client& client, Day day) const {
        const auto still = [&](const Client::Contract& each) { return !each.to || sys_days(*each.to) >= sys_days(day); };
        const auto found = std::ranges::find_if(client.contracts, still);
        if (found != client.contracts.end()) return policy_of(*found).currency;
        return client.contracts.empty() ? policy_on(desk_, day).currency : policy_of(client.contracts.back()).currency;
    }

    static std::vector<Client::Charge> charges_from(const Setting& setting, const Currency& currency) {
        std::vector<Client::Charge> charges;
        for (const auto& entry : entries_from(setting, R"("5000")")) charges.push_back({entry.key, money_from(entry, currency)});
        return charges;
    }

    static std::vector<Client::Planned> planned_from(const Setting& setting, const Policy& policy) {
        std::vector<Client::Planned> planned;
        for (const auto& entry : entries_from(setting, R"("8 hours")")) {
            if (!policy.kinds.empty()) must_be_known(entry, "kind", entry.key, kind_names(policy));
            planned.push_back({entry.key, length_in_minutes_from(entry)});
        }
        return planned;
    }

    /// Of any policy: which one holds in a month is seen when the contract is.
    std::string kind_from(const Setting& setting) const {
        auto kind = name_from(setting);
        const auto known = names_of(kinds_of(desk_));
        if (!known.empty()) must_be_known(setting, "kind", kind, known);
        return kind;
    }

    static int tier_from(const Setting& setting, const Policy& policy) {
        const int tier = tier_number_from(setting);
        must_be_tier(setting, tier, policy);
        return tier;
    }

    static std::string product_from(const Setting& setting, const Policy& policy) {
        auto product = text_from(setting);
        if (!policy.products.empty()) must_be_known(setting, "product", product, policy.products);
        return product;
    }

    const Desk& desk_;
    const std::map<std::string, Problem>& broken_;
};

}  // namespace

Client client_from_toml(std::string_view text, const std::string& file, const std::string& name, const Desk& desk,
                        const std::map<std::string, Problem>& broken) {
    Client client;
    client.name = name;
    read_toml(text, file, [&](Settings& root) { Reader(desk, broken).read(root, client); });
    return client;
}

Client::Agreed agreed_from_toml(std::string_view text, const std::string& file, const Desk& desk) {
    Client::Agreed agreed;
    const std::map<std::string, Problem> none;
    read_toml(text, file, [&](Settings& root) { Reader(desk, none).read_record(root, agreed); });
    return agreed;
}

}  // namespace desk

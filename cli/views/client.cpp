#include "core/contract/client.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/views/client.hpp"
#include "cli/views/policy_words.hpp"
#include "cli/views/shared.hpp"
#include "core/base/text.hpp"
#include "core/contract/tier.hpp"

namespace desk::cli {
namespace {

using std::chrono::sys_days;

std::string tier_texts(const std::vector<int>& tiers) { return fmt::format("{}", fmt::join(tiers, ", ")); }

/// `from 2026-01-01 to 2026-12-31`
std::string span_text(const std::optional<Day>& from, const std::optional<Day>& to) {
    const auto begins = from ? fmt::format("from {}", to_text(*from)) : "", ends = to ? fmt::format("to {}", to_text(*to)) : "";
    return begins + (from && to ? " " : "") + ends;
}

Value day_json(const std::optional<Day>& day) { return day ? Value(to_text(*day)) : Value(); }

/// When a contract is in force, seen from a day.
enum class Phase { past, now, future };

Phase phase_of(const Client::Contract& contract, Day today) {
    if (sys_days(contract.from) > sys_days(today)) return Phase::future;
    return contract.to && sys_days(*contract.to) < sys_days(today) ? Phase::past : Phase::now;
}

std::string_view word_of(Phase phase) {
    switch (phase) {
        case Phase::past: return "past";
        case Phase::now: return "in force";
        case Phase::future: return "future";
    }
    return {};
}

Value seconds_json(Minutes time) { return std::int64_t{Seconds(time).count()}; }

Value charges_json(const Client::Contract& contract) {
    Value::Object charges;
    for (const auto& [item, amount] : contract.charges) charges.emplace_back(item, to_text(amount));
    return charges;
}

Value planned_json(const Client::Contract& contract) {
    Value::Object planned;
    for (const auto& [kind, time] : contract.planned) planned.emplace_back(kind, seconds_json(time));
    return planned;
}

Value agreed_json(const Client& client) {
    Value::Array all;
    for (const auto& each : client.agreed)
        all.push_back(Value::Object{{"month", to_text(each.month)},
                                    {"limit", seconds_json(each.limit)},
                                    {"kind", word(each.kind).json},
                                    {"by", each.by},
                                    {"on", to_text(each.on)},
                                    {"at", each.at ? Value(to_text(*each.at)) : Value()},
                                    {"agent", word(each.agent).json}});
    return all;
}

Value rates_json(const Client& client) {
    Value::Array all;
    for (const auto& [from, hourly] : client.rates)
        all.push_back(Value::Object{{"from", to_text(from)}, {"hourly", to_text(hourly)}, {"currency", hourly.currency.code}});
    return all;
}

Value contracts_json(const Client& client, const Desk& desk, Day today) {
    Value::Array contracts;
    for (const auto& each : client.contracts)
        contracts.push_back(Value::Object{{"from", to_text(each.from)},
                                          {"to", day_json(each.to)},
                                          {"state", word_of(phase_of(each, today))},
                                          {"policy", word(each.policy).json},
                                          {"tiers", Value::Array(each.tiers.begin(), each.tiers.end())},
                                          {"products", texts_json(each.products)},
                                          {"charges", charges_json(each)},
                                          {"currency", word(policy_of(desk, &each, each.from).currency.code).json},
                                          {"hours", each.hours ? seconds_json(*each.hours) : Value()},
                                          {"planned", planned_json(each)}});
    return contracts;
}

Value contacts_json(const Client& client) {
    Value::Array contacts;
    for (const auto& each : client.contacts)
        contacts.push_back(Value::Object{{"name", each.name},
                                         {"role", each.role},
                                         {"email", word(each.email).json},
                                         {"phone", word(each.phone).json},
                                         {"from", day_json(each.from)},
                                         {"to", day_json(each.to)},
                                         {"replaces", word(each.replaces).json}});
    return contacts;
}

void labelled(Page& page, std::string_view label, const std::string& value) {
    if (!value.empty()) page.lines.push_back({{{fmt::format("{:<8}  ", label), Look::faint}, {value}}, 2});
}

void heading(Page& page, std::string_view text) {
    page.lines.push_back({});
    page.lines.push_back({{{std::string(text), Look::strong}}});
}

/// What a month costs and includes.
void money_lines(Page& page, const Client::Contract& contract) {
    std::vector<std::string> charges, planned;
    for (const auto& [item, amount] : contract.charges) charges.push_back(fmt::format("{} {}", item, with_code(amount)));
    for (const auto& [kind, time] : contract.planned) planned.push_back(fmt::format("{} {}", kind, to_text(time)));
    labelled(page, "charges", joined(charges, ", "));
    labelled(page, "hours", contract.hours ? to_text(*contract.hours) + " a month" : "");
    labelled(page, "planned", joined(planned, ", "));
}

void agreed_lines(Page& page, const Client& client) {
    if (!client.rates.empty()) heading(page, "rates");
    for (const auto& [from, hourly] : client.rates) labelled(page, to_text(from), fmt::format("{} an hour", with_code(hourly)));
    if (!client.agreed.empty()) heading(page, "agreed");
    for (const auto& each : client.agreed)
        labelled(page, to_text(each.month),
                 fmt::format("{} over {}, by {} on {}", to_text(each.limit),
                             each.kind.empty() ? "the cap" : "the plan of " + each.kind, each.by, to_text(each.on)));
}

void contract_lines(Page& page, const Client& client, const Desk& desk, Day today) {
    if (!contract_on(client, today)) heading(page, fmt::format("no contract on {}", to_text(today)));
    for (const auto phase : {Phase::now, Phase::future, Phase::past}) {
        for (const auto& each : client.contracts) {
            if (phase_of(each, today) != phase) continue;
            heading(page, fmt::format("contract {}{}", span_text(each.from, each.to),
                                      phase == Phase::now    ? ", in force"
                                      : phase == Phase::past ? ", past"
                                                             : ""));
            labelled(page, "policy", each.policy.empty() ? "the desk's" : each.policy);
            const auto& policy = policy_of(desk, &each, each.from);
            labelled(page, "tiers", each.tiers.empty() && !policy.tiers.empty() ? "all" : tier_texts(each.tiers));
            labelled(page, "products", joined(each.products.empty() ? policy.products : each.products, ", "));
            money_lines(page, each);
        }
    }
}

bool is_there(const Client::Contact& contact, Day today) {
    return (!contact.from || sys_days(*contact.from) <= sys_days(today)) &&
           (!contact.to || sys_days(today) <= sys_days(*contact.to));
}

/// Whoever does not hold the role today is faint.
void contact_lines(Page& page, const Client& client, Day today) {
    if (client.contacts.empty()) return;
    heading(page, "contacts");
    int roles = 0;
    for (const auto& each : client.contacts) roles = std::max(roles, width(visible(each.role)));
    for (const auto& each : client.contacts) {
        const auto when = span_text(each.from, each.to);
        const auto instead = each.replaces.empty() ? "" : fmt::format("for {}", each.replaces);
        std::vector<std::string> parts{shown({each.name, each.email, each.phone}), when, instead};
        std::erase(parts, std::string());
        const auto blanks = static_cast<std::size_t>(roles - width(visible(each.role)));
        const auto look = is_there(each, today) ? Look::normal : Look::faint;
        page.lines.push_back({{{each.role + std::string(blanks + 2, ' '), Look::faint}, {joined(parts, ", "), look}}, 2});
    }
}

}  // namespace

Table client_table(const Desk& desk, const std::map<std::string, int>& open_tickets, Day today) {
    Table table{"clients", {{"client"}, {"name", false, true}, {"contract_until"}, {"policy"}, {"open", true}}, {}, {}, {}, {}};
    for (const auto& client : desk.clients) {
        const auto* contract = contract_on(client, today);
        const auto found = open_tickets.find(client.name);
        const int open = found == open_tickets.end() ? 0 : found->second;
        auto until = !contract      ? Cell{client.broken ? "cannot be read" : "none", {}, Look::warning}
                     : contract->to ? Cell{to_text(*contract->to), to_text(*contract->to)}
                                    : Cell{"further notice", {}};
        table.rows.push_back({{client.name, client.name, Look::accent},
                              word(client.full),
                              std::move(until),
                              word(contract ? contract->policy : ""),
                              {std::to_string(open), open}});
        table.rows.back().push_back({"", contract != nullptr});
    }
    table.columns.push_back({"in_force", false, false, Audience::programs, false});
    return table;
}

Page client_page(const Client& client, const Desk& desk, Day today) {
    Page page{"client", {}, {}, {}};
    page.lines.push_back({{{client.name, Look::accent}, {client.full.empty() ? "" : "  " + client.full, Look::strong}}, 0, true});
    labelled(page, "was", joined(client.was, ", "));
    labelled(page, "manager", client.manager);
    labelled(page, "domains", joined(client.domains, ", "));
    labelled(page, "portal", client.portal);
    contract_lines(page, client, desk, today);
    agreed_lines(page, client);
    contact_lines(page, client, today);
    page.json = Value::Object{{"client", client.name},
                              {"name", word(client.full).json},
                              {"was", texts_json(client.was)},
                              {"manager", word(client.manager).json},
                              {"domains", texts_json(client.domains)},
                              {"portal", word(client.portal).json},
                              {"contracts", contracts_json(client, desk, today)},
                              {"rates", rates_json(client)},
                              {"agreed", agreed_json(client)},
                              {"contacts", contacts_json(client)}};
    for (const auto& each : client.contracts)
        page.porcelain.push_back({"contract", to_text(each.from), each.to ? to_text(*each.to) : "", each.policy});
    for (const auto& each : client.contacts) page.porcelain.push_back({"contact", each.role, each.name, each.email, each.phone});
    return page;
}

Page renamed_page(const std::string& was, const std::string& name) {
    Page page{"renamed", Value::Object{{"was", was}, {"client", name}}, {}, {}};
    page.porcelain.push_back({was, name});
    return page;
}

}  // namespace desk::cli

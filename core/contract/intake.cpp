#include "core/contract/intake.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/error.hpp"
#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "core/contract/channel.hpp"
#include "core/contract/client_name.hpp"
#include "core/contract/contact_rules.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/priority.hpp"
#include "core/contract/unknown_words.hpp"
#include "core/ticket/fields.hpp"

namespace desk {
namespace {

using Channel = Policy::Channel;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> header_items{{
    {"client", "client"},
    {"name", "requester.name"},
    {"email", "requester.email"},
    {"phone", "requester.phone"},
    {"description", "description"},
}};

/// A report, and what it is judged by.
struct Case {
    const Ticket& ticket;
    const Desk& desk;
    std::string client;  ///< as the ticket names it, or as the requester's address tells
    Terms terms;
    Day day{};  ///< of receipt

    const Policy& policy() const { return terms.policy; }
    /// The client's file; null where there is none that can be read.
    const Client* file() const { return terms.client && !terms.client->broken ? terms.client : nullptr; }
};

std::string client_of(const Ticket& ticket, const Desk& desk) {
    if (!ticket.client.empty()) return ticket.client;
    const auto* by_address = client_by_address(desk, ticket.requester.email);
    return by_address ? by_address->name : std::string();
}

Case case_of(const Ticket& ticket, const Desk& desk) {
    auto client = client_of(ticket, desk);
    auto terms = terms_of(desk, client, ticket.opened);
    return {ticket, desk, std::move(client), terms, desk.policy.zone.day(ticket.opened)};
}

bool is_too_high(const Policy& policy, const Channel& channel, const std::string& priority) {
    return !priority.empty() && !channel.highest.empty() && rank_of(policy, priority) < rank_of(policy, channel.highest);
}

bool is_by_another(const Policy& policy, const std::string& channel, const std::string& priority) {
    const auto* given = priority_named(policy, priority);
    return given && !given->channels.empty() && !contains(given->channels, channel);
}

/// The channels that take a report of this priority.
std::vector<std::string> channels_for(const Policy& policy, const std::string& priority) {
    std::vector<std::string> names;
    for (const auto& channel : policy.channels)
        if (channel.offered && !is_too_high(policy, channel, priority) && !is_by_another(policy, channel.name, priority))
            names.push_back(channel.name);
    if (const auto* given = priority_named(policy, priority); policy.channels.empty() && given) return given->channels;
    return names;
}

std::string instead(const Policy& policy, const std::string& priority) {
    const auto names = channels_for(policy, priority);
    if (names.empty()) return {};
    return priority.empty() ? fmt::format("choose one of: {}", joined(names, ", "))
                            : fmt::format("{} can be reported by: {}", priority, joined(names, ", "));
}

std::string wrong_channel(const Case& report) {
    const auto& policy = report.policy();
    const auto& name = report.ticket.channel;
    const auto& priority = report.ticket.now.priority;
    const auto* channel = channel_named(policy, name);
    if (!channel && !policy.channels.empty())
        return fmt::format("unknown channel \"{}\"{}", name, did_you_mean(name, channel_names(policy)));
    if (channel && !channel->offered) return fmt::format("{} is not offered", name);
    if (channel && is_too_high(policy, *channel, priority))
        return fmt::format("{} is for {} priority at most, not for {}", name, channel->highest, priority);
    if (is_by_another(policy, name, priority)) return fmt::format("{} priority is not accepted by {}", priority, name);
    return {};
}

std::optional<Objection> against_channel(const Case& report) {
    if (report.ticket.channel.empty()) return {};
    auto sentence = wrong_channel(report);
    if (sentence.empty()) return {};
    return Objection{report.policy().intake->wrong_channel, "channel", std::move(sentence),
                     instead(report.policy(), report.ticket.now.priority)};
}

bool is_manned(const Policy& policy, const Channel& channel, Instant at) {
    return !open_periods(calendar_or_desks(policy, channel.calendar), at, at + Milliseconds(1)).empty();
}

/// A channel that has hours of its own, and what becomes of a report outside them is not said.
std::optional<Objection> against_hours(const Case& report) {
    const auto& policy = report.policy();
    const auto* channel = channel_named(policy, report.ticket.channel);
    if (!channel || channel->calendar.empty() || !channel->outside.empty()) return {};
    if (is_manned(policy, *channel, report.ticket.opened)) return {};
    return Objection{Strictness::warn, "hours",
                     fmt::format("{} is not manned at {}", channel->name, shown(policy.zone, report.ticket.opened)),
                     fmt::format("its hours are those of {}; --channel says how it was reported", channel->calendar)};
}

/// `Jane Doe <jane@acme.example>`
std::string written(const std::string& name, const std::string& email) {
    if (email.empty() || name.empty()) return name + email;
    return fmt::format("{} <{}>", name, email);
}

std::string written(const std::vector<const Client::Contact*>& contacts) {
    std::vector<std::string> names;
    names.reserve(contacts.size());
    for (const auto* contact : contacts) names.push_back(written(contact->name, contact->email));
    return joined(names, ", ");
}

/// Who reports, as far as it is said.
std::string reporter_of(const Ticket& ticket) {
    return ticket.requester.name.empty() ? ticket.requester.email : ticket.requester.name;
}

std::vector<const Client::Contact*> contacts_of(const Case& report, const std::vector<std::string>& roles) {
    std::vector<const Client::Contact*> contacts;
    for (const auto& role : roles) std::ranges::copy(contacts_on(*report.file(), role, report.day), std::back_inserter(contacts));
    return contacts;
}

/// One person may stand in the file several times: for two roles, or two times.
bool is_among(const Case& report, const std::vector<const Client::Contact*>& contacts) {
    const auto* known = contact_of(*report.file(), report.ticket.requester);
    return known && std::ranges::any_of(contacts, [&](const Client::Contact* other) {
               return other->name == known->name && other->email == known->email;
           });
}

std::string hint_at(const Case& report, const std::vector<const Client::Contact*>& contacts, Strictness how) {
    if (contacts.empty()) return fmt::format("{} names none for {}", client_path(report.client), to_text(report.day));
    return (how == Strictness::redirect ? "send them to " : "that is ") + written(contacts);
}

std::optional<Objection> against_caller(const Case& report) {
    const auto how = report.policy().intake->wrong_channel;
    const auto* channel = channel_named(report.policy(), report.ticket.channel);
    if (!report.file() || !channel || channel->only.empty()) return {};
    const auto contacts = contacts_of(report, channel->only);
    if (is_among(report, contacts)) return {};
    const auto who = reporter_of(report.ticket);
    auto sentence = fmt::format("{} is for the {} of {} only", channel->name, joined(channel->only, " or "), report.client);
    if (!who.empty()) sentence += fmt::format(", which {} is not", who);
    return Objection{how, "channel", std::move(sentence), hint_at(report, contacts, how)};
}

std::optional<Objection> against_contact(const Case& report) {
    const auto& [role, how] = *report.policy().contacts;
    if (role.empty() || !report.file()) return {};
    const auto contacts = contacts_on(*report.file(), role, report.day);
    if (is_among(report, contacts)) return {};
    const auto who = reporter_of(report.ticket);
    auto sentence = who.empty() ? fmt::format("no requester is named; it should be the {} of {}", role, report.client)
                                : fmt::format("{} is not the {} of {}", who, role, report.client);
    return Objection{how, "contact", std::move(sentence), hint_at(report, contacts, how)};
}

/// `it ended on 2026-06-30`, of the last contract before the day; else when the first one begins.
std::string nearest_contract(const Client& client, Day day) {
    const Client::Contract* ended = nullptr;
    for (const auto& contract : client.contracts)
        if (contract.to && std::chrono::sys_days(*contract.to) < std::chrono::sys_days(day)) ended = &contract;
    if (ended) return fmt::format(" (it ended on {})", to_text(*ended->to));
    return client.contracts.empty() ? "" : fmt::format(" (it begins on {})", to_text(client.contracts.front().from));
}

/// What happens to a report without a contract where the policy does not say it: where clients have files, whoever names one that
/// has none, or none any more, is told.
Strictness usual_for(const Case& report) {
    const bool is_plain = report.terms.client && report.terms.client->contracts.empty();
    return report.client.empty() || is_plain || client_names(report.desk).empty() ? Strictness::accept : Strictness::warn;
}

std::optional<Objection> against_contract(const Case& report) {
    const auto how = report.policy().intake->no_contract.value_or(usual_for(report));
    const auto with = [&](std::string sentence, std::string hint) {
        return Objection{how, "contract", std::move(sentence), std::move(hint)};
    };
    if (report.terms.contract || (report.terms.client && report.terms.client->broken)) return {};
    if (report.client.empty()) return with("no client is named, so no contract is known", "--client names the client");
    if (report.terms.client)
        return with(fmt::format("{} has no contract on {}{}", report.client, to_text(report.day),
                                nearest_contract(*report.terms.client, report.day)),
                    fmt::format("its contracts are in {}", client_path(report.client)));
    return with(fmt::format("unknown client \"{}\"{}", report.client, did_you_mean(report.client, client_names(report.desk))),
                fmt::format("add its contract to {}", client_path(report.client)));
}

std::optional<Objection> against_product(const Case& report) {
    const auto& known = report.policy().products;
    const auto& product = report.ticket.product;
    const bool own = report.terms.contract && !report.terms.contract->products.empty();
    const auto& covered = own ? report.terms.contract->products : known;
    if (product.empty() || covered.empty() || contains(covered, product)) return {};
    auto sentence = own && contains(known, product)
                        ? fmt::format("the contract of {} does not cover {}", report.client, product)
                        : fmt::format("unknown product \"{}\"{}", product, did_you_mean(product, covered));
    return Objection{report.policy().intake->unknown_product, "product", std::move(sentence),
                     fmt::format("choose one of: {}", joined(covered, ", "))};
}

std::optional<Objection> against_tier(const Case& report) {
    const auto tier = report.ticket.now.tier;
    if (tier == 0 || serves(report.terms, tier)) return {};
    return Objection{Strictness::warn, "tier", fmt::format("tier {} is run by the client", tier),
                     fmt::format("--tier {} is the first of ours", first_tier(report.terms))};
}

std::optional<Objection> against_gaps(const Case& report) {
    const auto& intake = *report.policy().intake;
    std::vector<std::string> missing, questions;
    for (const auto* item : gaps(report.ticket, report.policy())) {
        if (item->name == "client" && !report.client.empty()) continue;
        missing.push_back(item->name);
        if (!item->ask.empty()) questions.push_back(item->ask);
    }
    if (missing.empty()) return {};
    const bool spared = intake.unless_client_known && !report.client.empty();
    const auto how = intake.on_missing == Strictness::refuse && spared ? Strictness::ask : intake.on_missing;
    const bool may_be_spared = how == Strictness::refuse && intake.unless_client_known;
    return Objection{how, "item", (how == Strictness::ask ? "still to ask: " : "missing: ") + joined(missing, ", "),
                     may_be_spared ? "unless the client is named: --client" : joined(questions, " ")};
}

}  // namespace

std::string_view header_field(std::string_view item) {
    const auto* found = std::ranges::find(header_items, item, &std::pair<std::string_view, std::string_view>::first);
    return found == header_items.end() ? std::string_view() : found->second;
}

std::string reported(const Ticket& ticket, std::string_view item) {
    const auto name = header_field(item);
    return name.empty() ? fact(ticket, item) : field(ticket, name);
}

std::vector<const Policy::Intake::Item*> gaps(const Ticket& ticket, const Policy& policy) {
    std::vector<const Policy::Intake::Item*> missing;
    for (const auto& item : policy.intake->items) {
        const bool exempt = item.optional || (!item.unless.words.empty() && matches(item.unless, ticket));
        if (matches(item.when, ticket) && !exempt && trimmed(reported(ticket, item.name)).empty()) missing.push_back(&item);
    }
    return missing;
}

std::string channel_at(const Policy& policy, const std::string& channel, Instant at) {
    const auto* known = channel_named(policy, channel);
    if (!known || known->outside.empty() || is_manned(policy, *known, at)) return channel;
    return known->outside;
}

std::vector<Objection> objections(const Ticket& ticket, const Desk& desk) {
    const auto report = case_of(ticket, desk);
    std::vector<Objection> found;
    for (const auto& against : {against_contract, against_contact, against_channel, against_hours, against_caller,
                                against_product, against_tier, against_gaps})
        if (auto objection = against(report); objection && objection->how != Strictness::accept)
            found.push_back(std::move(*objection));
    for (const auto& event : ticket.log)
        if (as<did::Answer>(event)) std::ranges::move(objections(event, report.policy()), std::back_inserter(found));
    std::ranges::stable_sort(found, std::ranges::greater(), &Objection::how);
    return found;
}

void must_be_acceptable(const std::vector<Objection>& objections) {
    const auto found = std::ranges::find(objections, Strictness::refuse, &Objection::how);
    if (found != objections.end()) throw Error(Fault::refused, found->sentence, found->hint);
}

}  // namespace desk

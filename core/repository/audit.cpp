#include "core/repository/audit.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/audit_rules.hpp"
#include "core/duty/sweep.hpp"
#include "core/repository/audit_rules.hpp"

namespace desk {
namespace {

using Events = std::vector<Event>;
using Findings = std::vector<std::string>;

/// The keys that desk does not know. Where they stand does not matter, and comments are no part of what happened.
std::vector<YamlValue::Entry> further_keys(const Event& event) {
    std::vector<YamlValue::Entry> keys;
    for (const auto& unknown_key : event.unknown_keys)
        if (!unknown_key.comment) keys.push_back(unknown_key.entry);
    return keys;
}

bool same_content(const Event& a, const Event& b) {
    return a.what == b.what && std::ranges::is_permutation(further_keys(a), further_keys(b));
}

/// The event with this time, agent and verb, or null.
const Event* at_place_of(const Event& event, const Events& log) {
    const auto found = std::ranges::lower_bound(log, event, before);
    return found == log.end() || before(event, *found) ? nullptr : &*found;
}

/// The event as the other log has it, or null. A merge moves one on by a millisecond where another has taken its place.
const Event* in(const Events& log, const Event& event) {
    auto sought = event;
    for (const auto* found = at_place_of(sought, log); found != nullptr; found = at_place_of(sought, log)) {
        if (same_content(*found, event)) return found;
        sought.at += Milliseconds(1);
    }
    return nullptr;
}

void add_once(Findings& findings, std::string sentence) {
    if (!contains(findings, sentence)) findings.push_back(std::move(sentence));
}

void check_growth(const TicketChange& change, Findings& findings) {
    for (const auto* parent : change.before)
        for (const auto& event : parent->log.recorded()) {
            if (in(change.after.log.recorded(), event) != nullptr) continue;
            const bool altered = at_place_of(event, change.after.log.recorded()) != nullptr;
            add_once(findings, fmt::format("{} an event: {}", altered ? "altered" : "lost", shown(event)));
        }
}

/// Those that no parent has.
std::vector<const Event*> new_events(const TicketChange& change) {
    std::vector<const Event*> old;
    for (const auto* parent : change.before)
        for (const auto& event : parent->log.recorded()) old.push_back(in(change.after.log.recorded(), event));
    std::ranges::sort(old);
    std::vector<const Event*> fresh;
    for (const auto& event : change.after.log.recorded())
        if (!std::ranges::binary_search(old, &event)) fresh.push_back(&event);
    return fresh;
}

bool is(const Authorship& author, const Policy::Agent& agent) {
    return (!author.email.empty() && same_folded(author.email, agent.email)) ||
           (!author.name.empty() && author.name == agent.full);
}

/// What is wrong with who has recorded the event; mostly nothing.
std::string doubt_about_author(const Event& event, const Ticket& ticket, const Authorship& commit, const Policy& policy) {
    if (policy.agents.empty()) return {};
    const auto agent = std::ranges::find(policy.agents, event.by, &Policy::Agent::name);
    if (agent == policy.agents.end()) return fmt::format("{} is not an agent of the desk: {}", event.by, shown(event));
    if (is(commit, *agent)) return {};
    // Mails of agents are taken by the mail server, with what is attached to them.
    const bool is_reply = as<did::Reply>(event) && !message_of(event).empty();
    if ((is_reply || is_of_a_mail(event, ticket)) && is_the_program(commit, policy)) return {};
    return fmt::format("the commit is by {}, its event is not: {}", shown(commit), shown(event));
}

/// By the parent that finds nothing wrong; else what the first of them finds.
std::string doubt_about_author(const Event& event, const Ticket& ticket, const Authorship& commit, DesksBefore desks) {
    std::string first;
    for (const auto& desk : desks) {
        auto doubt = doubt_about_author(event, ticket, commit, desk.policy);
        if (doubt.empty()) return {};
        if (first.empty()) first = std::move(doubt);
    }
    return first;
}

bool opens(const Event& event) { return as<did::Open>(event) != nullptr; }

/// Two parents that each opened a ticket of their own under the reference.
bool was_opened_twice(const TicketChange& change) {
    const auto shares_an_opening = [](const Events& a, const Events& b) {
        return std::ranges::any_of(a, [&](const Event& event) { return opens(event) && in(b, event) != nullptr; });
    };
    const auto& parents = change.before;
    const auto differs = [&](const Ticket* other) {
        const auto& first = parents.front()->log.recorded();
        return !shares_an_opening(first, other->log.recorded()) && !shares_an_opening(other->log.recorded(), first);
    };
    return std::ranges::any_of(parents, differs);
}

bool is_opened_again(const TicketChange& change, const std::vector<const Event*>& fresh) {
    const auto is_open_already = [](const Ticket* parent) { return std::ranges::any_of(parent->log.recorded(), opens); };
    return std::ranges::any_of(change.before, is_open_already) &&
           std::ranges::any_of(fresh, [](const Event* event) { return opens(*event); });
}

}  // namespace

std::vector<std::string> audited(const TicketChange& change, const Authorship& commit, DesksBefore desks, Instant now) {
    Findings findings;
    if (change.after.id != change.at)
        findings.push_back(fmt::format("says `id: {}`, which is not its name", change.after.id.text()));
    check_growth(change, findings);
    std::ranges::move(inconsistencies(change.after, desks.front().policy.zone), std::back_inserter(findings));
    if (!change.all_known) return findings;
    auto fresh = new_events(change);
    if (was_opened_twice(change) || is_opened_again(change, fresh))
        findings.emplace_back("its reference was used for two tickets: the log opens twice");
    const auto by_desk =
        std::stable_partition(fresh.begin(), fresh.end(), [](const Event* event) { return event->by != rules_name; });
    for (const auto* event : std::span(fresh.begin(), by_desk))
        for (auto& doubt : {doubt_about_author(*event, change.after, commit, desks), doubt_about_time(*event, now)})
            if (!doubt.empty()) findings.push_back(doubt);
    std::ranges::move(doubts_about_rules(change, {by_desk, fresh.end()}, commit, desks, now), std::back_inserter(findings));
    return findings;
}

ContractChange contract_change(const Authorship& commit, DesksBefore desks) {
    auto candidate = ContractChange::unsaid;
    for (const auto& desk : desks) {
        const auto& named = desk.policy.audit->contract;
        if (!named) continue;
        candidate = ContractChange::refused;
        const auto may = [&](const Policy::Agent& agent) {
            return is(commit, agent) && std::ranges::find(*named, agent.name) != named->end();
        };
        if (std::ranges::any_of(desk.policy.agents, may)) return ContractChange::allowed;
    }
    return candidate;
}

bool is_by_an_agent(const Authorship& commit, const Policy& policy) {
    return std::ranges::any_of(policy.agents, [&](const Policy::Agent& agent) { return is(commit, agent); });
}

std::string shown(const Authorship& commit) { return fmt::format("{} <{}>", commit.name, commit.email); }

}  // namespace desk

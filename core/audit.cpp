#include "core/audit.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>

#include "core/text.hpp"

namespace desk {
namespace {

using Log = std::vector<Event>;
using Findings = std::vector<std::string>;

std::string shown(const Event& event) { return fmt::format("`{}` by {} of {}", verb_of(event), event.by, to_text(event.at)); }

/// The keys that desk does not know. Where they stand does not matter, and comments are no part of what happened.
std::vector<Node::Entry> further_keys(const Event& event) {
    std::vector<Node::Entry> keys;
    for (const auto& extra : event.extras)
        if (!extra.comment) keys.push_back(extra.entry);
    return keys;
}

bool same_content(const Event& a, const Event& b) {
    return a.what == b.what && std::ranges::is_permutation(further_keys(a), further_keys(b));
}

/// The event with this time, agent and verb, or null.
const Event* at_place_of(const Event& event, const Log& log) {
    const auto found = std::ranges::lower_bound(log, event, before);
    return found == log.end() || before(event, *found) ? nullptr : &*found;
}

/// The event as the other log has it, or null. A merge moves one on by a millisecond where another has taken its place.
const Event* in(const Log& log, const Event& event) {
    auto sought = event;
    for (const auto* found = at_place_of(sought, log); found != nullptr; found = at_place_of(sought, log)) {
        if (same_content(*found, event)) return found;
        sought.at += Milliseconds(1);
    }
    return nullptr;
}

void add_once(Findings& findings, std::string sentence) {
    if (std::ranges::find(findings, sentence) == findings.end()) findings.push_back(std::move(sentence));
}

void check_growth(const TicketChange& change, Findings& findings) {
    for (const auto* parent : change.before)
        for (const auto& event : parent->log) {
            if (in(change.after.log, event) != nullptr) continue;
            const bool altered = at_place_of(event, change.after.log) != nullptr;
            add_once(findings, fmt::format("{} an event: {}", altered ? "altered" : "lost", shown(event)));
        }
}

/// Those that no parent has.
std::vector<const Event*> new_events(const TicketChange& change) {
    std::vector<const Event*> old;
    for (const auto* parent : change.before)
        for (const auto& event : parent->log) old.push_back(in(change.after.log, event));
    std::ranges::sort(old);
    std::vector<const Event*> fresh;
    for (const auto& event : change.after.log)
        if (!std::ranges::binary_search(old, &event)) fresh.push_back(&event);
    return fresh;
}

std::string_view rule_of(const Event& event) {
    return std::visit(
        []<class T>(const T& what) -> std::string_view {
            if constexpr (requires { what.rule; })
                return what.rule;
            else
                return {};
        },
        event.what);
}

bool names_sweep(std::string_view subject) {
    const auto is_sweep = [](std::string_view word) { return word == "sweep" || word == "sweep:"; };
    return std::ranges::any_of(split(subject, ' '), is_sweep);
}

/// A rule's, or a change by hand that the merge driver has put on record.
bool is_of_the_program(const Event& event, const Authorship& commit) {
    return !rule_of(event).empty() || names_sweep(commit.subject) || (commit.merge && as<did::Edit>(event) != nullptr);
}

bool same_address(std::string_view a, std::string_view b) { return a.size() == b.size() && contains_folded(a, b); }

bool is(const Authorship& author, const Policy::Agent& agent) {
    return (!author.email.empty() && same_address(author.email, agent.email)) ||
           (!author.name.empty() && author.name == agent.full);
}

/// What is wrong with who has recorded the event; mostly nothing.
std::string doubt_about_author(const Event& event, const Authorship& commit, const Policy& policy) {
    if (event.by == "desk")
        return is_of_the_program(event, commit) ? "" : fmt::format("no rule of the desk made this event: {}", shown(event));
    if (policy.agents.empty()) return {};
    const auto agent = std::ranges::find(policy.agents, event.by, &Policy::Agent::name);
    if (agent == policy.agents.end()) return fmt::format("{} is no agent of the desk: {}", event.by, shown(event));
    if (is(commit, *agent)) return {};
    return fmt::format("the commit is by {} <{}>, its event is not: {}", commit.name, commit.email, shown(event));
}

bool opens(const Event& event) { return as<did::Open>(event) != nullptr; }

/// Two parents that each opened a ticket of their own under the reference.
bool was_opened_twice(const TicketChange& change) {
    const auto shares_an_opening = [](const Log& a, const Log& b) {
        return std::ranges::any_of(a, [&](const Event& event) { return opens(event) && in(b, event) != nullptr; });
    };
    const auto& parents = change.before;
    const auto differs = [&](const Ticket* other) {
        const auto& first = parents.front()->log;
        return !shares_an_opening(first, other->log) && !shares_an_opening(other->log, first);
    };
    return std::ranges::any_of(parents, differs);
}

bool is_opened_again(const TicketChange& change, const std::vector<const Event*>& fresh) {
    const auto is_open_already = [](const Ticket* parent) { return std::ranges::any_of(parent->log, opens); };
    return std::ranges::any_of(change.before, is_open_already) &&
           std::ranges::any_of(fresh, [](const Event* event) { return opens(*event); });
}

}  // namespace

std::vector<std::string> audited(const TicketChange& change, const Authorship& commit, const Policy& policy) {
    Findings findings;
    if (change.after.id != change.at)
        findings.push_back(fmt::format("says `id: {}`, which is not its name", change.after.id.text()));
    check_growth(change, findings);
    std::ranges::move(inconsistencies(change.after, policy.zone), std::back_inserter(findings));
    if (!change.all_known) return findings;
    const auto fresh = new_events(change);
    if (was_opened_twice(change) || is_opened_again(change, fresh))
        findings.emplace_back("its reference was used for two tickets: the log opens twice");
    for (const auto* event : fresh)
        if (auto doubt = doubt_about_author(*event, commit, policy); !doubt.empty()) findings.push_back(std::move(doubt));
    return findings;
}

}  // namespace desk

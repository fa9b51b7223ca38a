#include "cli/candidates.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "cli/views.hpp"
#include "core/contract/desk_words.hpp"
#include "core/find/query.hpp"

namespace desk::cli {
namespace {

Candidates plain(const std::vector<std::string>& words, const std::string& description = {}) {
    Candidates candidates;
    for (const auto& word : words) candidates.push_back({word, description});
    return candidates;
}

Candidates candidates_of(const PolicyWords& words) {
    Candidates candidates;
    for (const auto& word : words) candidates.push_back({word.name, word.means});
    return candidates;
}

Candidates open_tickets(Context& context) {
    Candidates candidates;
    for (const auto& ticket : context.store().all({Depth::unless_closed, {}, {}}).tickets)
        candidates.push_back({ticket.id.text(), ticket.title});
    return candidates;
}

/// Those that have a file, and those that are named in tickets only.
Candidates clients(Context& context) {
    std::map<std::string, std::string> names;
    for (const auto& ticket : context.store().all({Depth::header, {}, {}}).tickets)
        if (!ticket.client.empty()) names.try_emplace(ticket.client);
    for (const auto& client : context.desk().clients) names[client.name] = client.full;
    Candidates candidates;
    for (const auto& [name, full] : names) candidates.push_back({name, full});
    return candidates;
}

/// Clients whose file says more than their name.
Candidates known_clients(Context& context) {
    Candidates candidates;
    for (const auto& client : context.desk().clients) candidates.push_back({client.name, client.full});
    return candidates;
}

Candidates agents(Context& context) {
    Candidates candidates{{"me", "you"}};
    for (const auto& agent : context.policy().agents) candidates.push_back({agent.name, agent.full});
    return candidates;
}

std::vector<std::string> maintenance_kinds(Context& context) {
    std::vector<std::string> kinds;
    for (const auto* policy : policies_of(context.desk()))
        if (const auto& rules = policy->uptime.maintenance)
            for (const auto& kind : rules->kinds)
                if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    return kinds;
}

Candidates policies(Context& context) {
    Candidates candidates;
    for (const auto& further : context.desk().further) candidates.push_back({further.name, further.policy.name});
    return candidates;
}

Candidates items(Context& context) {
    std::map<std::string, std::string> questions;
    for (const auto* policy : policies_of(context.desk())) {
        for (const auto& item : policy->intake.items) questions.try_emplace(item.name, item.ask);
        for (const auto& tier : policy->tiers)
            for (const auto& need : tier.needs) questions.try_emplace(need);
    }
    Candidates candidates;
    for (const auto& [name, question] : questions) candidates.push_back({name, question});
    return candidates;
}

Candidates steps(Context& context) {
    Candidates candidates;
    for (const auto* policy : policies_of(context.desk()))
        for (const auto& process : policy->processes)
            for (const auto& step : process.steps)
                if (std::ranges::count(candidates, step.name, &Candidate::word) == 0)
                    candidates.push_back({step.name, step.means});
    return candidates;
}

/// Files and folders; a folder ends in a slash.
Candidates files(std::string_view begun) {
    const auto slash = begun.rfind('/');
    const auto lead = std::string(begun.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
    Candidates candidates;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(lead.empty() ? "." : lead, error))
        candidates.push_back({lead + entry.path().filename().string() + (entry.is_directory(error) ? "/" : ""), {}});
    return candidates;
}

Candidates visible_commands() {
    Candidates candidates;
    for (const auto& command : commands())
        if (command.group != Group::hidden) candidates.push_back({std::string(command.name), std::string(command.summary)});
    return candidates;
}

/// `field:` first, and behind the colon what the field takes.
Candidates filters(std::string_view word, Context& context) {
    const auto colon = word.rfind(':');
    if (colon == std::string_view::npos) {
        Candidates candidates;
        for (const auto& field : filter_fields()) candidates.push_back({field + ":", {}});
        return candidates;
    }
    const auto lead = std::string(word.substr(0, colon + 1));
    const auto field = lead.substr(lead.rfind(':', colon - 1) + 1, std::string::npos);
    Candidates candidates;
    if (field == "status:") candidates = plain({"new", "open", "waiting", "resolved", "closed"});
    if (field == "priority:") candidates = candidates_of(priorities_of(context.desk()));
    if (field == "client:") candidates = clients(context);
    if (field == "assignee:") candidates = agents(context);
    if (field == "tier:") candidates = candidates_of(tiers_of(context.desk()));
    if (field == "kind:") candidates = candidates_of(kinds_of(context.desk()));
    if (field == "channel:") candidates = candidates_of(channels_of(context.desk()));
    if (field == "product:") candidates = candidates_of(products_of(context.desk()));
    if (field == "scope:") candidates = plain({"in", "out"});
    if (field == "due:") candidates = plain({"none"});
    if (field == "late:" || field == "breached:") candidates = plain({"yes", "no"});
    for (auto& candidate : candidates) candidate.word.insert(0, lead);
    return candidates;
}

Candidates offered(Offers offers, std::string_view begun, Context& context) {
    switch (offers) {
        case Offers::tickets: return open_tickets(context);
        case Offers::clients: return clients(context);
        case Offers::known_clients: return known_clients(context);
        case Offers::agents: return agents(context);
        case Offers::calendars: return plain(calendar_names(context.policy()));
        case Offers::priorities: return candidates_of(priorities_of(context.desk()));
        case Offers::kinds: return candidates_of(kinds_of(context.desk()));
        case Offers::products: return candidates_of(products_of(context.desk()));
        case Offers::channels: return candidates_of(channels_of(context.desk()));
        case Offers::items: return items(context);
        case Offers::steps: return steps(context);
        case Offers::policies: return policies(context);
        case Offers::exclusions: return candidates_of(exclusions_of(context.desk()));
        case Offers::promises: return plain({"resolve", "fix"});
        case Offers::tiers: return candidates_of(tiers_of(context.desk()));
        case Offers::scopes: return plain({"in", "out"});
        case Offers::waits: return plain({"client", "vendor", "third-party"});
        case Offers::modes: return plain({"remote", "onsite"});
        case Offers::relations: return plain({"duplicates", "follows", "blocks", "relates"});
        case Offers::reopen_reasons: return plain({"recurred", "unhappy", "other"});
        case Offers::sort_keys: return plain(sort_keys());
        case Offers::columns: return plain(column_names());
        case Offers::calendar_questions: return plain({"add", "between", "days", "on-duty"});
        case Offers::hours_words: return plain({"agree", "close"});
        case Offers::scores: return candidates_of(scores_of(context.desk()));
        case Offers::outage_words: return plain({"add", "plan", "end"});
        case Offers::maintenance_kinds: return plain(maintenance_kinds(context));
        case Offers::client_views: return plain({"list", "show"});
        case Offers::policy_views: return plain({"show", "check"});
        case Offers::commands: return visible_commands();
        case Offers::filters: return filters(begun, context);
        case Offers::files: return files(begun);
        case Offers::nothing: return {};
    }
    return {};
}

/// A reference may be begun at its code, in any of its spellings.
bool goes_on(const Candidate& candidate, Offers offers, std::string_view begun) {
    if (candidate.word.starts_with(begun)) return true;
    const auto like = reference_like_from(begun);
    const auto reference = Reference::canonical(candidate.word);
    return offers == Offers::tickets && like && reference && like->matches(*reference);
}

}  // namespace

Candidates candidates(Offers offers, std::string_view begun, Context& context) {
    auto all = offered(offers, begun, context);
    std::erase_if(all, [&](const Candidate& candidate) { return !goes_on(candidate, offers, begun); });
    return all;
}

}  // namespace desk::cli

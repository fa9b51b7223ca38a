#include "cli/candidates.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/views.hpp"
#include "core/query.hpp"

namespace desk::cli {
namespace {

Candidates plain(const std::vector<std::string>& words, const std::string& description = {}) {
    Candidates candidates;
    for (const auto& word : words) candidates.push_back({word, description});
    return candidates;
}

Candidates open_tickets(Context& context) {
    Candidates candidates;
    for (const auto& ticket : context.store().all({Depth::unless_closed, {}, {}}).tickets)
        candidates.push_back({ticket.id.text(), ticket.title});
    return candidates;
}

Candidates clients(Context& context) {
    std::vector<std::string> names;
    for (const auto& ticket : context.store().all({Depth::header, {}, {}}).tickets)
        if (!ticket.client.empty()) names.push_back(ticket.client);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return plain(names);
}

Candidates agents(Context& context) {
    Candidates candidates{{"me", "you"}};
    for (const auto& agent : context.policy().agents) candidates.push_back({agent.name, agent.full});
    return candidates;
}

Candidates tiers(Context& context) {
    Candidates candidates;
    for (const auto& tier : context.policy().tiers) candidates.push_back({std::to_string(candidates.size() + 1), tier.name});
    return candidates;
}

Candidates priorities(Context& context) {
    Candidates candidates;
    for (const auto& priority : context.policy().priorities) candidates.push_back({priority.name, priority.means});
    return candidates;
}

Candidates kinds(Context& context) {
    Candidates candidates;
    for (const auto& kind : context.policy().kinds) candidates.push_back({kind.name, kind.means});
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
    if (field == "priority:") candidates = priorities(context);
    if (field == "client:") candidates = clients(context);
    if (field == "assignee:") candidates = agents(context);
    if (field == "tier:") candidates = tiers(context);
    if (field == "kind:") candidates = kinds(context);
    if (field == "scope:") candidates = plain({"in", "out"});
    for (auto& candidate : candidates) candidate.word.insert(0, lead);
    return candidates;
}

Candidates offered(Offers offers, std::string_view begun, Context& context) {
    switch (offers) {
        case Offers::tickets: return open_tickets(context);
        case Offers::clients: return clients(context);
        case Offers::agents: return agents(context);
        case Offers::calendars: return plain(calendar_names(context.policy()));
        case Offers::priorities: return priorities(context);
        case Offers::kinds: return kinds(context);
        case Offers::tiers: return tiers(context);
        case Offers::scopes: return plain({"in", "out"});
        case Offers::waits: return plain({"client", "vendor", "third-party"});
        case Offers::modes: return plain({"remote", "onsite"});
        case Offers::relations: return plain({"duplicates", "follows", "blocks", "relates"});
        case Offers::reopen_reasons: return plain({"recurred", "unhappy", "other"});
        case Offers::sort_keys: return plain(sort_keys());
        case Offers::columns: return plain(column_names());
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

#include "cli/completion/completions.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <system_error>

#include "cli/completion/ticket_completions.hpp"
#include "cli/help.hpp"
#include "cli/views/description.hpp"
#include "cli/views/ticket_table.hpp"
#include "core/base/contains.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/desk_words.hpp"
#include "core/contract/intake_rules.hpp"
#include "core/contract/process.hpp"
#include "core/contract/tier.hpp"
#include "core/contract/unknown_words.hpp"
#include "core/contract/uptime_rules.hpp"
#include "core/find/query.hpp"
#include "core/find/sort.hpp"

namespace desk::cli {
namespace {

Completions plain(const std::vector<std::string>& words, const std::string& description = {}) {
    Completions completions;
    for (const auto& word : words) completions.push_back({word, description});
    return completions;
}

Completions candidates_of(const PolicyWords& words) {
    Completions completions;
    for (const auto& word : words) completions.push_back({word.name, word.means});
    return completions;
}

/// Those that have a file, and those that are named in tickets only.
Completions clients(Context& context) {
    std::map<std::string, std::string> names;
    for (const auto& ticket : context.store().all({Depth::header, {}, {}}).tickets)
        if (!ticket.client.empty()) names.try_emplace(ticket.client);
    for (const auto& client : context.desk().clients) names[client.name] = client.full;
    Completions completions;
    for (const auto& [name, full] : names) completions.push_back({name, full});
    return completions;
}

/// Clients whose file says more than their name.
Completions known_clients(Context& context) {
    Completions completions;
    for (const auto& client : context.desk().clients) completions.push_back({client.name, client.full});
    return completions;
}

Completions agents(Context& context) {
    Completions completions{{"me", "you"}};
    for (const auto& agent : context.policy().agents) completions.push_back({agent.name, agent.full});
    return completions;
}

std::vector<std::string> maintenance_kinds(Context& context) {
    std::vector<std::string> kinds;
    for (const auto* policy : policies_of(context.desk()))
        if (const auto& rules = policy->uptime->maintenance)
            for (const auto& kind : rules->kinds)
                if (!contains(kinds, kind)) kinds.push_back(kind);
    return kinds;
}

Completions policies(Context& context) {
    Completions completions;
    for (const auto& further : context.desk().further) completions.push_back({further.name, further.policy.name});
    return completions;
}

/// What any policy knows.
std::vector<std::string> every_word(Context& context, std::vector<std::string> (*known)(const Policy&)) {
    std::vector<std::string> words;
    for (const auto* policy : policies_of(context.desk()))
        for (auto& word : known(*policy))
            if (!contains(words, word)) words.push_back(std::move(word));
    return words;
}

Completions items(Context& context) {
    std::map<std::string, std::string> questions;
    for (const auto* policy : policies_of(context.desk())) {
        for (const auto& item : policy->intake->items) questions.try_emplace(item.name, item.ask);
        for (const auto& tier : policy->tiers)
            for (const auto& need : tier.needs) questions.try_emplace(need);
    }
    Completions completions;
    for (const auto& [name, question] : questions) completions.push_back({name, question});
    return completions;
}

Completions steps(Context& context) {
    Completions completions;
    for (const auto* policy : policies_of(context.desk()))
        for (const auto& process : policy->processes)
            for (const auto& step : process.steps)
                if (std::ranges::count(completions, step.name, &Completion::word) == 0)
                    completions.push_back({step.name, step.means});
    return completions;
}

/// Files and folders; a folder ends in a slash.
Completions files(std::string_view begun) {
    const auto slash = begun.rfind('/');
    const auto lead = std::string(begun.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
    Completions completions;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(lead.empty() ? "." : lead, error))
        completions.push_back({lead + entry.path().filename().string() + (entry.is_directory(error) ? "/" : ""), {}});
    return completions;
}

Completions visible_commands() {
    Completions completions;
    for (const auto& command : commands())
        if (command.group != Group::hidden) completions.push_back({std::string(command.name), std::string(command.summary)});
    return completions;
}

Completions help_words() {
    auto completions = visible_commands();
    for (const auto& topic : help_topics()) completions.push_back({topic, {}});
    return completions;
}

/// `field:` first, and after the colon, or a comma, what the field takes.

// What is typed most of the days that a filter takes.
const std::vector<std::string> past_fields{"opened:", "updated:", "resolved:", "closed:"};
const std::vector<std::string> past_days{"today", "yesterday", "this-week", "last-week", "this-month", "last-month"};
const std::vector<std::string> days_ahead{"none", "today", "tomorrow", "this-week", "next-week", "this-month"};

/// `field:` first, and behind the colon what the field takes.
Completions filters(std::string_view word, Context& context) {
    const auto colon = word.rfind(':');
    const auto value = std::max(colon, word.rfind(',') == std::string_view::npos ? 0 : word.rfind(','));
    if (colon == std::string_view::npos) {
        Completions completions;
        for (const auto& field : filter_fields()) completions.push_back({field + ":", {}});
        return completions;
    }
    const auto lead = std::string(word.substr(0, value + 1));
    const auto field = word.substr(word.rfind(':', colon - 1) + 1, colon - word.rfind(':', colon - 1));
    Completions completions;
    if (field == "status:") completions = plain({"new", "open", "waiting", "resolved", "closed"});
    if (field == "priority:") completions = candidates_of(priorities_of(context.desk()));
    if (field == "client:") completions = clients(context);
    if (field == "assignee:") completions = agents(context);
    if (field == "tier:") completions = candidates_of(tiers_of(context.desk()));
    if (field == "kind:") completions = candidates_of(kinds_of(context.desk()));
    if (field == "channel:") completions = candidates_of(channels_of(context.desk()));
    if (field == "product:") completions = candidates_of(products_of(context.desk()));
    if (field == "scope:") completions = plain({"in", "out"});
    if (field == "waits:") completions = plain(every_word(context, known_waits));
    if (field == "by:") completions = agents(context);
    if (contains(past_fields, field)) completions = plain(past_days);
    if (field == "due:" || field == "until:") completions = plain(days_ahead);
    if (field == "near:" || field == "late:" || field == "breached:") completions = plain({"yes", "no"});
    for (auto& completion : completions) completion.word.insert(0, lead);
    return completions;
}

/// In a list with commas the last of its words is completed; those before it are not offered again. A minus turns an order round.
Completions in_list(Completions all, std::string_view begun, bool may_be_turned) {
    const auto comma = begun.rfind(',');
    auto lead = std::string(begun.substr(0, comma == std::string_view::npos ? 0 : comma + 1));
    const auto before = split(lead, ',');
    std::erase_if(all, [&](const Completion& each) {
        return contains(before, std::string_view(each.word)) || contains(before, "-" + each.word);
    });
    if (may_be_turned && begun.substr(lead.size()).starts_with('-')) lead += '-';
    for (auto& completion : all) completion.word.insert(0, lead);
    return all;
}

Completions with(Completions first, Completions second) {
    std::ranges::move(second, std::back_inserter(first));
    return first;
}

/// A month; or `agree CLIENT MONTH`, or `close MONTH`.
Completions hours_words(const Cursor& cursor, Context& context) {
    const auto& before = cursor.before;
    if (before.empty()) return with(plain({"agree", "close"}), month_completions(context));
    if (before.front() == "agree" && before.size() == 1) return known_clients(context);
    const auto count = before.size() - (before.front() == "agree" ? 1 : 0);
    return count == 1 && (before.front() == "agree" || before.front() == "close") ? month_completions(context) : Completions();
}

Completions offered(const Cursor& cursor, Context& context) {
    const auto offers = cursor.offers;
    const auto begun = cursor.begun;
    switch (offers) {
        case Offers::tickets:
        case Offers::every_ticket:
        case Offers::closed_tickets:
        case Offers::waiting_tickets:
        case Offers::resolved_tickets: return ticket_completions(offers, begun, context);
        case Offers::months: return month_completions(context);
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
        case Offers::promises: return plain({"resolve", "fix", "reply"});
        case Offers::tiers: return candidates_of(tiers_of(context.desk()));
        case Offers::scopes: return plain({"in", "out"});
        case Offers::waits: return plain(every_word(context, known_waits));
        case Offers::ways: return plain(every_word(context, known_ways));
        case Offers::modes: return plain({"remote", "onsite"});
        case Offers::relations: return plain({"duplicates", "follows", "blocks", "relates"});
        case Offers::reopen_reasons: return plain({"recurred", "unhappy", "other"});
        case Offers::sort_keys: return in_list(plain(sort_keys()), begun, true);
        case Offers::columns: return in_list(plain(column_names()), begun, false);
        case Offers::calendar_questions: return with(plain({"add", "between", "days", "on-duty"}), month_completions(context));
        case Offers::hours_words: return hours_words(cursor, context);
        case Offers::mail_words: return plain({"in", "out", "list", "show", "retry"});
        case Offers::scores: return candidates_of(scores_of(context.desk()));
        case Offers::outage_words: return plain({"list", "add", "plan", "end", "remove"});
        case Offers::maintenance_kinds: return plain(maintenance_kinds(context));
        case Offers::client_views: return plain({"list", "show", "rename"});
        case Offers::policy_views: return plain({"show", "check"});
        case Offers::commands: return visible_commands();
        case Offers::colors: return plain({"auto", "always", "never"});
        case Offers::help_words: return help_words();
        case Offers::shells: return plain({"bash", "zsh", "fish"});
        case Offers::filters: return filters(begun, context);
        case Offers::files: return files(begun);
        case Offers::nothing: return {};
    }
    return {};
}

}  // namespace

Completions completions(const Cursor& cursor, Context& context) {
    auto all = offered(cursor, context);
    if (offers_tickets(cursor.offers)) return all;  // those go on from it in spellings of their own
    std::erase_if(all, [&](const Completion& completion) { return !begins_folded(completion.word, cursor.begun); });
    return all;
}

}  // namespace desk::cli

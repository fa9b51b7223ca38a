#include <algorithm>
#include <optional>

#include "cli/command.hpp"
#include "cli/session.hpp"
#include "cli/views.hpp"
#include "core/query.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
};

struct Candidate {
    std::string word, description;
};
using Candidates = std::vector<Candidate>;

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
    names.erase(std::ranges::unique(names).begin(), names.end());
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

Candidates visible_commands() {
    Candidates candidates;
    for (const auto& command : commands())
        if (command.group != Group::hidden) candidates.push_back({std::string(command.name), std::string(command.summary)});
    return candidates;
}

Candidates offered(Offers offers, Context& context);

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

Candidates offered(Offers offers, Context& context) {
    switch (offers) {
        case Offers::tickets:
            return open_tickets(context);
        case Offers::clients:
            return clients(context);
        case Offers::agents:
            return agents(context);
        case Offers::priorities:
            return priorities(context);
        case Offers::kinds:
            return kinds(context);
        case Offers::tiers:
            return tiers(context);
        case Offers::scopes:
            return plain({"in", "out"});
        case Offers::waits:
            return plain({"client", "vendor", "third-party"});
        case Offers::modes:
            return plain({"remote", "onsite"});
        case Offers::relations:
            return plain({"duplicates", "follows", "blocks", "relates"});
        case Offers::reopen_reasons:
            return plain({"recurred", "unhappy", "other"});
        case Offers::sort_keys:
            return plain(sort_keys());
        case Offers::columns:
            return plain(column_names());
        case Offers::commands:
            return visible_commands();
        case Offers::filters:
        case Offers::files:
        case Offers::nothing:
            return {};
    }
    return {};
}

const Argument* option_named(const std::vector<Argument>& arguments, std::string_view word) {
    const auto is_it = [&](const Argument& argument) {
        return !argument.positional && !word.empty() && (argument.name == word || argument.short_name == word);
    };
    const auto option = std::ranges::find_if(arguments, is_it);
    return option == arguments.end() ? nullptr : &*option;
}

/// The arguments that the last word may stand for, given the words of the command before it.
std::vector<const Argument*> possible(const std::vector<Argument>& arguments, std::span<const std::string> before) {
    if (!before.empty())
        if (const auto* option = option_named(arguments, before.back()); option && !option->value.empty()) return {option};
    std::size_t position = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto* option = option_named(arguments, before[i]);
        if (option && !option->value.empty()) ++i;
        if (!before[i].starts_with("-")) position += option ? 0 : 1;
    }
    std::vector<const Argument*> positionals;
    for (const auto& argument : arguments)
        if (argument.positional) positionals.push_back(&argument);
    if (positionals.empty()) return {};
    if (position < positionals.size() && !positionals[position]->repeats) return {positionals[position]};
    // Behind one that repeats, any of those from it on may come.
    const auto first = std::ranges::find_if(positionals, [](const Argument* argument) { return argument->repeats; });
    return {first, positionals.end()};
}

Candidates options_of(const std::vector<Argument>& arguments) {
    Candidates candidates;
    for (const auto& argument : arguments)
        if (!argument.positional && !argument.name.empty()) candidates.push_back({argument.name, argument.help});
    return candidates;
}

Candidates candidates_for(std::span<const std::string> words, Context& context) {
    const auto& last = words.back();
    Globals globals;
    Args common;
    declare(globals, common);
    // The command is the first word that is neither an option nor an option's value.
    std::size_t at = 0;
    while (at + 1 < words.size() && words[at].starts_with("-")) {
        const auto* option = option_named(common.arguments(), words[at]);
        at += option && !option->value.empty() ? 2 : 1;
    }
    if (at + 1 >= words.size()) {
        if (at > 0 && at < words.size())
            if (const auto* option = option_named(common.arguments(), words[at - 1]); option && !option->value.empty())
                return offered(option->offers, context);
        return last.starts_with("-") ? options_of(common.arguments()) : visible_commands();
    }
    const auto* command = command_named(words[at]);
    if (!command) return {};
    Args args;
    command->bind(args);
    declare(globals, args);
    if (last.starts_with("-")) return options_of(args.arguments());
    Candidates candidates;
    for (const auto* argument : possible(args.arguments(), words.subspan(at + 1, words.size() - at - 2))) {
        const auto more = argument->offers == Offers::filters ? filters(last, context) : offered(argument->offers, context);
        candidates.insert(candidates.end(), more.begin(), more.end());
    }
    return candidates;
}

void complete(const Options& options, Context& context) {
    if (options.words.empty()) return;
    auto candidates = candidates_for(options.words, context);
    std::erase_if(candidates, [&](const Candidate& candidate) { return !candidate.word.starts_with(options.words.back()); });
    Page page{"candidates", {}, {}, {}};
    for (const auto& candidate : candidates) page.porcelain.push_back({candidate.word, candidate.description});
    context.out.show(page);
}

}  // namespace

Run bind_complete(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("WORD", options->words, "the words of the command line, the last one unfinished");
    return [options](Context& context) { complete(*options, context); };
}

}  // namespace desk::cli

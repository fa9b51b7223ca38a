#include "cli/command.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/synonyms.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/contract/client_name.hpp"

namespace desk::cli {

void Context::must_be_meant(const std::string& sentence, const std::string& hint) {
    if (forced()) return;
    const auto answer = answer_to(sentence + "; is this intended?");
    if (!answer) throw Error(Fault::refused, sentence, hint + "; --force records it anyway");
    if (!*answer) throw Error(Fault::refused, "nothing is recorded", hint);
}

void Context::must_not_be_dry_run(const std::string& what, const std::string& hint) {
    if (is_dry_run()) throw Error(Fault::usage, fmt::format("{}: that cannot be tried with --dry-run", what), hint);
}

void Context::must_be_wanted(const std::string& question, bool yes) {
    if (yes || is_dry_run()) return;
    if (!answer_to(question).value_or(true)) throw Error(Fault::refused, "nothing was recorded", "--yes answers yes");
}

const Desk& Context::desk_for(std::span<const Ticket> tickets) {
    for (const auto& ticket : tickets) store().desk_for(ticket.client);
    return store().desk_for({});
}

void Context::must_have_read_all(const std::string& hint) {
    if (const auto problems = store().problems().all(); !problems.empty()) throw failure(problems.front(), hint);
}

Acting Context::acting(const std::string& client, Instant opened) {
    must_have_terms(desk(), client);
    return {terms_of(desk(), client, opened).policy, agent(), now};
}

std::string Context::text_file(const std::string& path) { return text_typed(file(path), path); }

std::vector<Reference> Context::references(std::span<const std::string> words) {
    std::vector<std::string> typed;
    for (const auto& word : words) {
        if (word != "-") {
            typed.push_back(word);
            continue;
        }
        const auto all = input();
        for (const auto line : split(all, '\n'))
            if (const auto named = trimmed(line); !named.empty()) typed.emplace_back(named);
    }
    return store().references(typed);
}

Asking Context::asking() {
    const auto used = [this] {
        UsedWords words;
        for (const auto& ticket : store().all({Depth::whole, {}, {}}).tickets) add_words(words, ticket);
        return words;
    };
    return {desk(), now, [this] { return agent(); }, used};
}

Instant Context::moment(std::string_view typed, std::string_view option) {
    return moment_typed(typed, option, Looking::back, *this);
}

Month Context::month(std::string_view typed) {
    if (typed.empty()) return policy().zone.month(now);
    if (const auto month = month_meant(typed, policy().zone, now)) {
        must_have_known_year(*month, typed);
        return *month;
    }
    throw Error(Fault::usage, fmt::format("\"{}\" is not a month", typed), "as in 2026-11 or last-month");
}

std::string Context::client_from(const std::string& typed) { return client_word(store().desk_for({}), typed); }

const Client& Context::client(const std::string& typed) {
    if (const auto* client = client_meant(store().desk_for({}), typed))
        return *client_named(store().desk_for(client->name), client->name);
    throw Error(Fault::not_found,
                fmt::format("unknown client \"{}\"{}", typed, did_you_mean(typed, client_names(store().desk_for({})))),
                "`desk client list` lists the clients that have a file");
}

void Context::must_exist(const std::string& name) {
    if (name.empty() || client_named(desk(), name) != nullptr) return;
    const auto named = [&](const Ticket& ticket) { return ticket.client == name; };
    if (store().all({Depth::header, {}, named}).tickets.empty()) client(name);
}

const Command* command_named(std::string_view name) {
    const auto is_it = [&](const Command& command) { return command.name == name || (!name.empty() && command.alias == name); };
    const auto command = std::ranges::find_if(commands(), is_it);
    return command == commands().end() ? nullptr : &*command;
}

const Command& command_meant(const std::string& word) {
    if (const auto* command = command_named(word)) return *command;
    const auto sentence = fmt::format("unknown command \"{}\"", word);
    std::vector<std::string> names;
    for (const auto& command : commands())
        if (command.group != Group::hidden) names.emplace_back(command.name);
    const auto meant = meant_by(word);
    if (meant.empty()) throw Error(Fault::usage, sentence + did_you_mean(word, names), "see desk --help");
    std::string hint;
    for (const auto& name : meant) hint += fmt::format("desk {}: {}\n", name, command_named(name)->summary);
    throw Error(Fault::usage, fmt::format("{}, did you mean \"{}\"?", sentence, meant.front()), hint + "see desk --help");
}

}  // namespace desk::cli

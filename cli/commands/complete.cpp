#include <algorithm>

#include "cli/command.hpp"
#include "cli/completions.hpp"
#include "cli/session.hpp"

namespace desk::cli {
namespace {

struct Options {
    std::vector<std::string> words;
};

const Argument* option_named(const std::vector<Argument>& arguments, std::string_view word) {
    const auto is_it = [&](const Argument& argument) {
        return !argument.positional && !word.empty() && (argument.name == word || argument.short_name == word);
    };
    const auto option = std::ranges::find_if(arguments, is_it);
    return option == arguments.end() ? nullptr : &*option;
}

/// Whether the next word is its value.
bool takes_next(const Argument& option) { return !option.value.empty() && !option.may_be_bare; }

/// The arguments that the last word may stand for, given the words of the command before it.
std::vector<const Argument*> possible(const std::vector<Argument>& arguments, std::span<const std::string> before) {
    if (!before.empty())
        if (const auto* option = option_named(arguments, before.back()); option && takes_next(*option)) return {option};
    std::size_t position = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto* option = option_named(arguments, before[i]);
        if (option)
            i += takes_next(*option) ? 1 : 0;
        else if (!before[i].starts_with("-"))
            ++position;
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

Completions options_of(const std::vector<Argument>& arguments, std::string_view begun) {
    Completions completions;
    for (const auto& argument : arguments)
        if (!argument.positional && argument.name.starts_with(begun)) completions.push_back({argument.name, argument.help});
    return completions;
}

/// Where the command stands: the first word that is neither an option nor an option's value.
std::size_t place_of_command(const std::vector<Argument>& globals, std::span<const std::string> words) {
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with("-")) {
        const auto* option = option_named(globals, words[at]);
        at += option && !option->value.empty() ? 2 : 1;
    }
    return at;
}

Completions candidates_for(std::span<const std::string> words, Context& context) {
    const auto& begun = words.back();
    Globals globals;
    Args common;
    declare(globals, common);
    const auto at = place_of_command(common.arguments(), words.first(words.size() - 1));
    if (at >= words.size()) return completions(option_named(common.arguments(), words[words.size() - 2])->offers, begun, context);
    if (at == words.size() - 1)
        return begun.starts_with("-") ? options_of(common.arguments(), begun) : completions(Offers::commands, begun, context);
    const auto* command = command_named(words[at]);
    if (!command) return {};
    Args args;
    const auto run = command->bind(args);  // holds what the declared arguments fill
    declare(globals, args);
    if (begun.starts_with("-")) return options_of(args.arguments(), begun);
    Completions all;
    for (const auto* argument : possible(args.arguments(), words.subspan(at + 1, words.size() - at - 2)))
        for (auto& completion : completions(argument->offers, begun, context)) all.push_back(std::move(completion));
    return all;
}

void complete(const Options& options, Context& context) {
    if (options.words.empty()) return;
    Page page{"candidates", {}, {}, {}};
    for (const auto& completion : candidates_for(options.words, context))
        page.porcelain.push_back({completion.word, completion.description});
    context.out.show(page);
}

}  // namespace

Run bind_complete(Args& args) {
    auto options = std::make_shared<Options>();
    args.words("WORD", options->words, "the words of the command line, the last one unfinished");
    return [options](Context& context) { complete(*options, context); };
}

}  // namespace desk::cli

#include <algorithm>

#include "cli/command.hpp"
#include "cli/completion/completions.hpp"
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

/// The words of the command that are neither options nor their values.
std::vector<std::string> positional_words(const std::vector<Argument>& arguments, std::span<const std::string> words) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto* option = option_named(arguments, words[i]))
            i += takes_next(*option) ? 1 : 0;
        else if (!words[i].starts_with("-"))
            found.push_back(words[i]);
    }
    return found;
}

/// The arguments that a word may stand for after so many.
std::vector<const Argument*> possible(const std::vector<Argument>& arguments, std::size_t count) {
    std::vector<const Argument*> positionals;
    for (const auto& argument : arguments)
        if (argument.positional) positionals.push_back(&argument);
    if (positionals.empty()) return {};
    if (count < positionals.size() && !positionals[count]->repeats) return {positionals[count]};
    // Behind one that repeats, any of those from it on may come.
    const auto first = std::ranges::find_if(positionals, [](const Argument* argument) { return argument->repeats; });
    return {first, positionals.end()};
}

Completions options_of(const std::vector<Argument>& arguments, std::string_view begun) {
    Completions completions;
    for (const auto& argument : arguments)
        if (!argument.positional && !argument.is_unlisted && argument.name.starts_with(begun))
            completions.push_back({argument.name, argument.help});
    return completions;
}

/// `--client=ac`: the value of an option in the same word.
Completions joined_value(const std::vector<Argument>& arguments, std::string_view begun, Context& context) {
    const auto equals = begun.find('=');
    const auto* option = option_named(arguments, begun.substr(0, equals));
    if (!option || option->value.empty()) return {};
    auto all = completions({option->offers, begun.substr(equals + 1), {}}, context);
    for (auto& completion : all) completion.word.insert(0, begun.substr(0, equals + 1));
    return all;
}

/// What may stand after these words of a command.
Completions in_command(const std::vector<Argument>& arguments, std::span<const std::string> before, const std::string& begun,
                       Context& context) {
    if (!before.empty())
        if (const auto* option = option_named(arguments, before.back()); option && takes_next(*option))
            return completions({option->offers, begun, {}}, context);
    if (begun.starts_with("--") && begun.find('=') != std::string::npos) return joined_value(arguments, begun, context);
    if (begun.starts_with("-")) return options_of(arguments, begun);
    const auto words = positional_words(arguments, before);
    Completions all;
    for (const auto* argument : possible(arguments, words.size()))
        for (auto& completion : completions({argument->offers, begun, words}, context))
            if (std::ranges::count(all, completion.word, &Completion::word) == 0) all.push_back(std::move(completion));
    return all;
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
    if (at >= words.size())
        return completions({option_named(common.arguments(), words[words.size() - 2])->offers, begun, {}}, context);
    if (at == words.size() - 1)
        return begun.starts_with("-") ? in_command(common.arguments(), {}, begun, context)
                                      : completions({Offers::commands, begun, {}}, context);
    const auto* command = command_named(words[at]);
    if (!command) return {};
    Args args;
    const auto run = bind(*command, globals, args);  // holds what the declared arguments fill
    declare(globals, args);
    return in_command(args.arguments(), words.subspan(at + 1, words.size() - at - 2), begun, context);
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

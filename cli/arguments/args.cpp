#include "cli/arguments/args.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/arguments/argument_words.hpp"
#include "core/base/error.hpp"
#include "core/base/lines.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/time/length.hpp"

namespace desk::cli {

std::string quoting_hint(const std::string& quoted) { return "a text of several words stands in quotes: " + quoted; }

struct Args::Parser {
    CLI::App app;
    std::vector<Argument> arguments;
    std::vector<std::string> examples;
    std::function<void()> finish = [] {};
    std::optional<std::size_t> behind_dashes;  ///< words after `--`
    std::string unquoted;                      ///< as `Args::unquoted` answers it
    const Argument* last_bare = nullptr;       ///< the last option that was given without its value

    void declare(CLI::Option* option, Argument argument);
    void parse(const std::vector<std::string>& words);
    std::vector<std::string> remaining() const;
    Error explained(const CLI::ParseError& error) const;
    Error unknown_option(const std::string& word) const;
};

namespace {

constexpr auto one_or_several = "the ticket; several stand before --, and the text after it";
constexpr auto all_tickets = "the tickets; `-` reads them from standard input";

/// `-c,--client` -> both names.
Argument named(const std::string& names, const std::string& value, const std::string& help, Offers offers) {
    Argument argument;
    argument.value = value;
    argument.help = help;
    argument.offers = offers;
    for (const auto name : split(names, ',')) (name.starts_with("--") ? argument.name : argument.short_name) = name;
    return argument;
}

Argument positional(const std::string& word, const std::string& help, Offers offers, bool required, bool repeats) {
    return {{}, word, word, help, offers, true, required, repeats};
}

std::string whole_number(const std::string& word) {
    const bool is_one = !word.empty() && word.size() <= 9 && word.find_first_not_of("0123456789") == std::string::npos;
    return is_one ? std::string() : fmt::format("\"{}\" is not a whole number", word);
}

/// What is not UTF-8 could only be stored with its bytes replaced.
std::string utf8(const std::string& word) {
    return invalid_utf8_at(word) ? fmt::format("\"{}\" is not UTF-8", word) : std::string();
}

/// CLI11 takes a word like `[a,b]` apart. With this in front it stays whole.
constexpr char whole = '\1';

std::string marked(const std::string& word) {
    const bool in_brackets = word.starts_with('[') && word.ends_with(']');
    return in_brackets || word.starts_with(whole) ? whole + word : word;
}

std::string plain(const std::string& word) { return plain_lines(word); }

std::string unmarked(std::string word) {
    if (word.starts_with(whole)) word.erase(0, 1);
    return word;
}

}  // namespace

Args::Args() : parser_(std::make_unique<Parser>()) { parser_->app.set_help_flag(); }
Args::Args(Args&&) noexcept = default;
Args& Args::operator=(Args&&) noexcept = default;
Args::~Args() = default;

void Args::flag(const std::string& names, bool& into, const std::string& help) {
    parser_->declare(parser_->app.add_flag(names, into, help), named(names, {}, help, Offers::nothing));
}

void Args::unlisted_flag(const std::string& name, bool& into) {
    auto argument = named(name, {}, {}, Offers::nothing);
    argument.is_unlisted = true;
    parser_->declare(parser_->app.add_flag(name, into), std::move(argument));
}

void Args::option(const std::string& names, std::string& into, const std::string& value, const std::string& help, Offers offers) {
    auto argument = named(names, value, help, offers);
    argument.is_text = offers == Offers::nothing;
    parser_->declare(parser_->app.add_option(names, into, help), std::move(argument));
}

void Args::option(const std::string& names, std::optional<std::string>& into, const std::string& value, const std::string& help,
                  Offers offers) {
    parser_->declare(parser_->app.add_option(names, into, help), named(names, value, help, offers));
}

void Args::option_or(const std::string& name, std::optional<std::string>& into, const std::string& value,
                     const std::string& implied, const std::string& help, Offers offers) {
    auto argument = named(name, value, help, offers);
    argument.may_be_bare = true;
    argument.implied = implied;
    parser_->declare(parser_->app.add_option(name, into, help), std::move(argument));
}

void Args::option(const std::string& names, int& into, const std::string& value, const std::string& help, Offers offers) {
    parser_->declare(parser_->app.add_option(names, into, help)->check(whole_number), named(names, value, help, offers));
}

void Args::option(const std::string& names, std::vector<std::string>& into, const std::string& value, const std::string& help,
                  Offers offers) {
    auto argument = named(names, value, help, offers);
    argument.repeats = true;
    parser_->declare(parser_->app.add_option(names, into, help)->allow_extra_args(false), std::move(argument));
}

void Args::required(const std::string& word, std::string& into, const std::string& help, Offers offers) {
    parser_->declare(parser_->app.add_option(word, into, help)->required(), positional(word, help, offers, true, false));
}

void Args::optional(const std::string& word, std::string& into, const std::string& help, Offers offers) {
    parser_->declare(parser_->app.add_option(word, into, help), positional(word, help, offers, false, false));
}

void Args::words(const std::string& word, std::vector<std::string>& into, const std::string& help, Offers offers) {
    parser_->declare(parser_->app.add_option(word, into, help), positional(word, help, offers, false, true));
}

void Args::required_words(const std::string& word, std::vector<std::string>& into, const std::string& help, Offers offers) {
    parser_->declare(parser_->app.add_option(word, into, help)->required(), positional(word, help, offers, true, true));
}

void Args::length(const std::string& name, std::string& into, const std::string& help) {
    auto argument = named(name, "TIME", help, Offers::nothing);
    argument.is_length = true;
    parser_->declare(parser_->app.add_option(name, into, help), std::move(argument));
}

void Args::tickets_and_text(std::vector<std::string>& tickets, std::vector<std::string>& text, const std::string& help,
                            const WordBetween& between) {
    required_words("TICKET", tickets, one_or_several, Offers::tickets);
    if (between.into) parser_->arguments.push_back(positional(between.word, between.help, between.offers, true, false));
    parser_->arguments.push_back(positional("TEXT", help, Offers::nothing, false, true));
    parser_->finish = [&tickets, &text, between, parser = parser_.get()] {
        auto taken = ticket_words(tickets, parser->behind_dashes, between.kind);
        if (between.into && !taken.has_between)
            throw Error(Fault::usage, fmt::format("{} is missing: {}", between.word, between.help), "see --help");
        tickets = std::move(taken.tickets);
        text = std::move(taken.text);
        if (between.into) *between.into = std::move(taken.between);
    };
}

void Args::unwanted(std::vector<std::string>& into) { parser_->app.add_option("unwanted", into)->transform(unmarked); }

void Args::tickets_and(std::vector<std::string>& tickets, const std::string& word, std::string& last, const std::string& help,
                       Offers offers) {
    required_words("TICKET", tickets, all_tickets, Offers::tickets);
    parser_->arguments.push_back(positional(word, help, offers, true, false));
    parser_->finish = [&, word, help] {
        if (tickets.size() < 2) throw Error(Fault::usage, fmt::format("{} is missing: {}", word, help), "see --help");
        last = tickets.back();
        tickets.pop_back();
    };
}

void Args::tickets_and_maybe(std::vector<std::string>& tickets, const std::string& word, const std::string& help, Offers offers) {
    required_words("TICKET", tickets, all_tickets, Offers::tickets);
    parser_->arguments.push_back(positional(word, help, offers, false, false));
}

void Args::example(const std::string& line) { parser_->examples.push_back(line); }

std::vector<Argument> Args::listed() const {
    auto listed = parser_->arguments;
    std::erase_if(listed, [](const Argument& argument) { return argument.is_unlisted; });
    return listed;
}

const std::string& Args::unquoted() const { return parser_->unquoted; }

const std::vector<Argument>& Args::arguments() const { return parser_->arguments; }
const std::vector<std::string>& Args::examples() const { return parser_->examples; }

void Args::parse_leading(const std::vector<std::string>& words, std::vector<std::string>& rest) {
    parser_->app.prefix_command();
    parser_->parse(words);
    rest = parser_->remaining();
}

void Args::parse(const std::vector<std::string>& words) {
    parser_->parse(words);
    parser_->finish();
}

void Args::Parser::declare(CLI::Option* option, Argument argument) {
    // A file may have any name.
    if (!argument.value.empty() && argument.offers != Offers::files) option->check(utf8)->transform(plain);
    if (!argument.value.empty()) option->transform(unmarked);  // the one declared last comes first
    arguments.push_back(std::move(argument));
}

void Args::Parser::parse(const std::vector<std::string>& words) {
    std::vector<std::string> made;
    const auto dashes = std::ranges::find(words, "--");
    if (dashes != words.end()) behind_dashes = static_cast<std::size_t>(words.end() - dashes) - 1;
    unquoted = text_without_quotes(arguments, std::span(words.begin(), dashes));
    bool is_behind = false;
    const auto whole_words = with_whole_lengths(arguments, words);
    for (auto word = whole_words.begin(); word != whole_words.end(); ++word) {
        is_behind = is_behind || *word == "--";
        made.push_back(marked(*word));
        if (is_behind) continue;
        if (const auto* option = option_named(arguments, *word); option && option->may_be_bare) {
            made.push_back(option->implied);
            last_bare = option;
        }
        if (!word->ends_with('=')) continue;
        const auto* option = option_named(arguments, std::string_view(*word).substr(0, word->size() - 1));
        if (!option || option->value.empty()) continue;
        // CLI11 would take the next word for the value of `--title=`.
        made.back().pop_back();
        made.emplace_back();
    }
    std::ranges::reverse(made);  // It takes the words from the back.
    try {
        app.parse(std::move(made));
    } catch (const CLI::ParseError& error) {
        throw explained(error);
    }
}

std::vector<std::string> Args::Parser::remaining() const {
    auto words = app.remaining();
    std::ranges::transform(words, words.begin(), unmarked);
    return words;
}

Error Args::Parser::explained(const CLI::ParseError& error) const {
    const auto usage = [](const std::string& sentence) { return Error(Fault::usage, sentence, "see --help"); };
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
        for (const auto& word : app.remaining())
            if (word.starts_with("-") && word != "--") return unknown_option(word);
        const auto sentence = fmt::format("unexpected argument \"{}\"", app.remaining().empty() ? "" : app.remaining().front());
        if (!unquoted.empty()) return {Fault::usage, sentence, quoting_hint(unquoted)};
        // The word behind a bare option may have been meant as its value.
        if (last_bare)
            return {Fault::usage, sentence, fmt::format("as in {}={}, or see --help", last_bare->name, last_bare->value)};
        return usage(sentence);
    }
    const std::string said = error.what();
    const auto is_meant = [&](const Argument& argument) {
        return said.starts_with(argument.name + ":") ||
               (!argument.short_name.empty() && said.starts_with(argument.short_name + ":"));
    };
    const auto argument = std::ranges::find_if(arguments, is_meant);
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) && argument != arguments.end())
        return usage(fmt::format("{} needs a value: {}", argument->name, argument->value));
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
        const auto is_missing = [&](const Argument& each) { return each.required && app.get_option(each.name)->count() == 0; };
        const auto missing = std::ranges::find_if(arguments, is_missing);
        if (missing != arguments.end()) return usage(fmt::format("{} is missing: {}", missing->name, missing->help));
    }
    const auto has_value = [&](const Argument& each) {
        return each.value.empty() && said.find(": " + each.name + " = ") != std::string::npos;
    };
    if (const auto flag = std::ranges::find_if(arguments, has_value); flag != arguments.end())
        return usage(fmt::format("{} takes no value", flag->name));
    return usage(said);
}

Error Args::unknown_option(const std::string& word) const { return parser_->unknown_option(word); }

Error Args::Parser::unknown_option(const std::string& word) const {
    std::vector<std::string> known{"--help"};
    for (const auto& argument : arguments)
        if (!argument.positional && !argument.is_unlisted) known.push_back(argument.name);
    const auto name = word.substr(0, word.find('='));
    const auto near = did_you_mean(name, known);
    return {Fault::usage, fmt::format("unknown option {}{}", name, near),
            near.empty() ? "see --help; put \"--\" before words that begin with a dash" : "see --help"};
}

}  // namespace desk::cli

#include "cli/args.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/error.hpp"
#include "core/text.hpp"

namespace desk::cli {

struct Args::Parser {
    CLI::App app;
    std::vector<Argument> arguments;
    std::vector<std::string> examples;
    std::function<void()> finish = [] {};

    void declare(Argument argument) { arguments.push_back(std::move(argument)); }
    std::string explained(const CLI::ParseError& error) const;
    std::string unknown_option(const std::string& word) const;
};

namespace {

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
    return is_one ? std::string() : fmt::format("\"{}\" is no whole number", word);
}

/// CLI11 takes the words from the back.
std::vector<std::string> reversed(std::vector<std::string> words) {
    std::ranges::reverse(words);
    return words;
}

}  // namespace

Args::Args() : parser_(std::make_unique<Parser>()) { parser_->app.set_help_flag(); }
Args::Args(Args&&) noexcept = default;
Args& Args::operator=(Args&&) noexcept = default;
Args::~Args() = default;

void Args::flag(const std::string& names, bool& into, const std::string& help) {
    parser_->app.add_flag(names, into, help);
    parser_->declare(named(names, {}, help, Offers::nothing));
}

void Args::option(const std::string& names, std::string& into, const std::string& value, const std::string& help, Offers offers) {
    parser_->app.add_option(names, into, help);
    parser_->declare(named(names, value, help, offers));
}

void Args::option(const std::string& names, std::optional<std::string>& into, const std::string& value, const std::string& help,
                  Offers offers) {
    parser_->app.add_option(names, into, help);
    parser_->declare(named(names, value, help, offers));
}

void Args::option(const std::string& names, int& into, const std::string& value, const std::string& help, Offers offers) {
    parser_->app.add_option(names, into, help)->check(whole_number);
    parser_->declare(named(names, value, help, offers));
}

void Args::required(const std::string& word, std::string& into, const std::string& help, Offers offers) {
    parser_->app.add_option(word, into, help)->required();
    parser_->declare(positional(word, help, offers, true, false));
}

void Args::optional(const std::string& word, std::string& into, const std::string& help, Offers offers) {
    parser_->app.add_option(word, into, help);
    parser_->declare(positional(word, help, offers, false, false));
}

void Args::words(const std::string& word, std::vector<std::string>& into, const std::string& help, Offers offers) {
    parser_->app.add_option(word, into, help);
    parser_->declare(positional(word, help, offers, false, true));
}

void Args::required_words(const std::string& word, std::vector<std::string>& into, const std::string& help, Offers offers) {
    parser_->app.add_option(word, into, help)->required();
    parser_->declare(positional(word, help, offers, true, true));
}

void Args::tickets_and(std::vector<std::string>& tickets, const std::string& word, std::string& last, const std::string& help,
                       Offers offers) {
    parser_->app.add_option("TICKET", tickets, help)->required();
    parser_->declare(positional("TICKET", "the tickets; `-` reads them from standard input", Offers::tickets, true, true));
    parser_->declare(positional(word, help, offers, true, false));
    parser_->finish = [&, word, help] {
        if (tickets.size() < 2) throw Error(Fault::usage, fmt::format("{} is missing: {}", word, help), "see --help");
        last = tickets.back();
        tickets.pop_back();
    };
}

void Args::example(const std::string& line) { parser_->examples.push_back(line); }

const std::vector<Argument>& Args::arguments() const { return parser_->arguments; }
const std::vector<std::string>& Args::examples() const { return parser_->examples; }

void Args::parse_leading(const std::vector<std::string>& words, std::vector<std::string>& rest) {
    parser_->app.prefix_command();
    parse(words);
    rest = parser_->app.remaining();
}

void Args::parse(const std::vector<std::string>& words) {
    try {
        parser_->app.parse(reversed(words));
    } catch (const CLI::ParseError& error) {
        throw Error(Fault::usage, parser_->explained(error), "see --help");
    }
    parser_->finish();
}

std::string Args::Parser::explained(const CLI::ParseError& error) const {
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
        for (const auto& word : app.remaining())
            if (word.starts_with("-") && word != "--") return unknown_option(word);
        return fmt::format("one word too many: \"{}\"", app.remaining().empty() ? "" : app.remaining().front());
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
        const auto given = [&](const Argument& argument) { return app.get_option(argument.name)->count() > 0; };
        for (const auto& argument : arguments)
            if (argument.required && !given(argument)) return fmt::format("{} is missing: {}", argument.name, argument.help);
    }
    return error.what();
}

std::string Args::Parser::unknown_option(const std::string& word) const {
    std::vector<std::string> known{"--help"};
    for (const auto& argument : arguments)
        if (!argument.positional) known.push_back(argument.name);
    const auto name = word.substr(0, word.find('='));
    const auto near = did_you_mean(name, known);
    return fmt::format("there is no option {}{}", name,
                       near.empty() ? fmt::format("; words that begin with a dash stand behind \"--\"") : near);
}

}  // namespace desk::cli

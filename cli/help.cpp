#include "cli/help.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/session.hpp"
#include "core/base/words.hpp"

namespace desk::cli {
namespace {

constexpr int page_width = 80;
constexpr int narrowest = 40;

/// Two columns; the right one wraps.
using Rows = std::vector<std::pair<std::string, std::string>>;

constexpr auto groups = std::to_array<Word<Group>>({
    {Group::start, "start"},
    {Group::record, "record"},
    {Group::find, "find"},
    {Group::decide, "decide"},
    {Group::finish, "finish"},
    {Group::repair, "put right"},
    {Group::month, "month"},
    {Group::desk, "desk"},
    {Group::repository, "git"},
    {Group::further, "further"},
});

/// `  -c, --client CLIENT`
std::string left_side(const Argument& argument) {
    if (argument.positional) return fmt::format("  {}{}", argument.name, argument.repeats ? "..." : "");
    const auto short_name = argument.short_name.empty() ? "    " : argument.short_name + (argument.name.empty() ? "" : ", ");
    if (argument.may_be_bare) return fmt::format("  {}{}[={}]", short_name, argument.name, argument.value);
    return fmt::format("  {}{}{}{}", short_name, argument.name, argument.value.empty() ? "" : " ", argument.value);
}

std::string paragraph(std::string_view text, int columns) {
    std::string lines;
    for (const auto line : wrapped(text, columns)) lines += fmt::format("{}\n", line);
    return lines;
}

std::string described(const Rows& rows, int columns) {
    int left = 0;
    for (const auto& row : rows) left = std::max(left, width(row.first));
    std::string text;
    for (const auto& [name, help] : rows) {
        auto lead = fmt::format("{:<{}}  ", name, left);
        for (const auto& line : wrapped(help, columns - left - 2)) {
            text += fmt::format("{}{}\n", lead, line);
            lead = std::string(static_cast<std::size_t>(left) + 2, ' ');
        }
    }
    return text;
}

std::string described(const std::vector<Argument>& arguments, bool positional, int columns) {
    Rows rows;
    for (const auto& argument : arguments)
        if (argument.positional == positional) rows.emplace_back(left_side(argument), argument.help);
    return described(rows, columns);
}

std::string usage_line(const Command& command, const std::vector<Argument>& arguments) {
    auto line = fmt::format("desk {}", command.name);
    if (std::ranges::any_of(arguments, [](const Argument& argument) { return !argument.positional; })) line += " [OPTIONS]";
    for (const auto& argument : arguments) {
        if (!argument.positional) continue;
        const auto word = argument.name + (argument.repeats ? "..." : "");
        line += argument.required ? " " + word : fmt::format(" [{}]", word);
    }
    return line;
}

std::vector<Argument> global_options() {
    Globals globals;
    Args args;
    declare(globals, args);
    return args.listed();
}

/// `-C DIR  --now TIME  ...`: each by the shorter of its names.
std::string options_in_brief() {
    std::string text;
    for (const auto& option : global_options()) {
        const auto& name = option.short_name.empty() ? option.name : option.short_name;
        text += fmt::format("{}{}{}{}", text.empty() ? "" : "  ", name, option.value.empty() ? "" : " ", option.value);
    }
    return text;
}

std::string names_in(Group group) {
    std::string names;
    for (const auto& command : commands())
        if (command.group == group) names += fmt::format("{}{}", names.empty() ? "" : " ", command.name);
    return names;
}

}  // namespace

int text_width(const Terminal& terminal) {
    return terminal.is_fitted ? std::clamp(terminal.columns, narrowest, page_width) : page_width;
}

std::string brief_help(int width) {
    Rows rows;
    for (const auto& [group, title] : groups)
        if (const auto names = names_in(group); group != Group::further && !names.empty())
            rows.emplace_back(fmt::format("  {}", title), names);
    return "desk: a service desk in a git repository\nUsage: desk COMMAND [OPTIONS] ...\n\n" + described(rows, width) + "\n" +
           described({{"  desk new Payroll export fails -c acme -p high", "open a ticket"},
                      {"  desk next", "what to work on now"},
                      {"  desk work K7QF4 25m Reproduced it", "log time spent on it"},
                      {"  desk list client:acme late:yes", "find tickets"}},
                     width) +
           "\n" + described({{"options", options_in_brief()}}, width) + "\n" +
           paragraph(
               "`desk COMMAND --help` explains a command, `desk help COMMAND` opens its page, `desk help --all` lists all "
               "commands and explains these options.",
               width);
}

std::string full_help(int width) {
    std::string text = "desk: a service desk in a git repository\n\nUsage: desk COMMAND [OPTIONS] ...\n";
    const auto shown_size = [](const Command& each) { return each.group == Group::hidden ? 0 : each.name.size(); };
    const auto longest = shown_size(std::ranges::max(commands(), {}, shown_size));
    for (const auto& [group, title] : groups) {
        Rows rows;
        for (const auto& command : commands())
            if (command.group == group)
                rows.emplace_back(fmt::format("  {:<{}}", command.name, longest), std::string(command.summary));
        if (!rows.empty()) text += fmt::format("\n{}\n{}", title, described(rows, width));
    }
    return text + "\nOptions of every command\n" + described(global_options(), false, width);
}

std::string command_help(const Command& command, int width) {
    Globals globals;
    Args args;
    const auto run = bind(command, globals, args);  // holds what the declared arguments fill
    const auto arguments = args.listed();
    auto text = fmt::format("{}\n\n{}.\n", usage_line(command, arguments), command.summary);
    if (!command.alias.empty()) text += fmt::format("Also: desk {}\n", command.alias);
    const auto words = described(arguments, true, width), options = described(arguments, false, width);
    if (!words.empty()) text += "\n" + words;
    if (!options.empty()) text += "\nOptions\n" + options;
    if (!args.examples().empty()) text += "\nExample\n";
    for (const auto& example : args.examples()) text += fmt::format("  {}\n", example);
    return text + "\nThe options of every command are in `desk help --all`.\n";
}

}  // namespace desk::cli

#include "cli/help.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "core/base/words.hpp"

namespace desk::cli {
namespace {

constexpr int page_width = 80;

constexpr auto groups = std::to_array<Word<Group>>({
    {Group::tickets, "Tickets"},
    {Group::time, "Time"},
    {Group::desk, "The desk"},
    {Group::repository, "The repository"},
});

/// `  -c, --client CLIENT`
std::string left_side(const Argument& argument) {
    if (argument.positional) return fmt::format("  {}{}", argument.name, argument.repeats ? "..." : "");
    const auto short_name = argument.short_name.empty() ? "    " : argument.short_name + (argument.name.empty() ? "" : ", ");
    if (argument.may_be_bare) return fmt::format("  {}{}[={}]", short_name, argument.name, argument.value);
    return fmt::format("  {}{}{}{}", short_name, argument.name, argument.value.empty() ? "" : " ", argument.value);
}

/// Two columns; the right one wraps.
std::string described(const std::vector<std::pair<std::string, std::string>>& rows) {
    int left = 0;
    for (const auto& row : rows) left = std::max(left, width(row.first));
    std::string text;
    for (const auto& [name, help] : rows) {
        auto lead = fmt::format("{:<{}}  ", name, left);
        for (const auto& line : wrapped(help, page_width - left - 2)) {
            text += fmt::format("{}{}\n", lead, line);
            lead = std::string(static_cast<std::size_t>(left) + 2, ' ');
        }
    }
    return text;
}

std::string described(const std::vector<Argument>& arguments, bool positional) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& argument : arguments)
        if (argument.positional == positional) rows.emplace_back(left_side(argument), argument.help);
    return described(rows);
}

}  // namespace

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

std::string program_help(const std::vector<Argument>& globals) {
    std::string text = "desk: a service desk in a git repository\n\nUsage: desk COMMAND [OPTIONS] ...\n";
    const auto shown_size = [](const Command& each) { return each.group == Group::hidden ? 0 : each.name.size(); };
    const auto longest = shown_size(std::ranges::max(commands(), {}, shown_size));
    for (const auto& [group, title] : groups) {
        std::vector<std::pair<std::string, std::string>> rows;
        for (const auto& command : commands())
            if (command.group == group)
                rows.emplace_back(fmt::format("  {:<{}}", command.name, longest), std::string(command.summary));
        if (!rows.empty()) text += fmt::format("\n{}\n{}", title, described(rows));
    }
    return text + "\nOptions of every command\n" + described(globals, false) +
           "\n  desk new Payroll export fails -c acme -p high    opens a ticket\n"
           "  desk COMMAND --help                              explains a command\n";
}

std::string command_help(const Command& command, const Args& args) {
    const auto& arguments = args.arguments();
    auto text = fmt::format("{}\n\n{}.\n", usage_line(command, arguments), command.summary);
    if (!command.alias.empty()) text += fmt::format("Also: desk {}\n", command.alias);
    const auto words = described(arguments, true), options = described(arguments, false);
    if (!words.empty()) text += "\n" + words;
    if (!options.empty()) text += "\nOptions\n" + options;
    if (!args.examples().empty()) text += "\nExample\n";
    for (const auto& example : args.examples()) text += fmt::format("  {}\n", example);
    return text + "\nThe options of every command are in `desk --help`.\n";
}

}  // namespace desk::cli

#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/output/output.hpp"

/// The pages of --help, from the command table and what the commands declare.
namespace desk::cli {

/// The commands by what one wants, in a screen of 80 columns and 24 lines.
std::string brief_help(int width);

/// Every command with its summary, and the options of every command.
std::string full_help(int width);

/// One command: what it takes, and examples.
std::string command_help(const Command& command, int width);

/// What `desk help` knows besides the commands.
std::vector<std::string> help_topics();

/// How wide help is on this terminal.
int text_width(const Terminal& terminal);

}  // namespace desk::cli

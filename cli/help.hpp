#pragma once

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "cli/command.hpp"

/// The pages of --help, from the command table and what the commands declare.
namespace desk::cli {

/// Every command by its group, and the global options.
std::string program_help(const std::vector<Argument>& globals);

/// One command: what it takes, and an example.
std::string command_help(const Command& command, const Args& args);

/// `desk close [OPTIONS] TICKET...`
std::string usage_line(const Command& command, const std::vector<Argument>& arguments);

}  // namespace desk::cli

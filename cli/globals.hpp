#pragma once

#include <string>

#include "cli/arguments/args.hpp"
#include "cli/command.hpp"

namespace desk::cli {

/// The options that every command takes.
struct Globals {
    std::string folder, now, agent, color;
    bool json = false;
    bool porcelain = false;
    bool no_color = false;
    bool no_commit = false;
    bool dry_run = false;
    bool force = false;
    bool quiet = false;
    bool version = false;
    bool help = false;
};

void declare(Globals& globals, Args& args);

/// Declares what a command itself takes, and --force where it writes tickets or something else that may need it.
Run bind(const Command& command, Globals& globals, Args& args);

}  // namespace desk::cli

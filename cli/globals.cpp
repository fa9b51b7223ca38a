#include "cli/globals.hpp"

#include <algorithm>

namespace desk::cli {

void declare(Globals& globals, Args& args) {
    args.option("-C", globals.folder, "DIR", "use the desk in this folder, or above it", Offers::files);
    args.option("--now", globals.now, "TIME", "act as if it were this time, as in 2026-11-20T09:14Z");
    args.option("--as", globals.agent, "AGENT", "act as this agent", Offers::agents);
    args.flag("--json", globals.json, "one JSON object");
    args.flag("--porcelain", globals.porcelain, "tab-separated, for scripts");
    args.option("--color", globals.color, "WHEN", "auto (on a terminal), always or never", Offers::colors);
    args.unlisted_flag("--no-color", globals.no_color);
    args.flag("--no-commit", globals.no_commit, "do not make a git commit");
    args.flag("--dry-run", globals.dry_run, "show what would be written, and write nothing");
    args.flag("-q,--quiet", globals.quiet, "print only what is wrong");
    args.flag("-h,--help", globals.help, "this help");
    args.flag("--version", globals.version, "the program's version");
}

Run bind(const Command& command, Globals& globals, Args& args) {
    auto run = command.bind(args);
    const auto names_tickets = [](const Argument& argument) { return argument.positional && offers_tickets(argument.offers); };
    const bool writes = command.access == Access::write || command.access == Access::either;
    if (command.may_insist || (writes && std::ranges::any_of(args.arguments(), names_tickets)))
        args.flag("--force", globals.force, "do it even where that loses a comment in a file, or looks like a slip");
    return run;
}

}  // namespace desk::cli

#include "cli/app.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "cli/args.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/output/notice.hpp"
#include "cli/output/pager.hpp"
#include "cli/session.hpp"
#include "cli/shell/watch.hpp"
#include "cli/version.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr auto table = std::to_array<Command>({
    {"new", Group::tickets, "Open a ticket", Access::write, bind_new},
    {"show", Group::tickets, "Show tickets: who, what happened when, the time spent", Access::read, bind_show},
    {"list", Group::tickets, "List the tickets that are not closed, or those that a filter finds", Access::read, bind_list},
    {"next", Group::tickets, "What to work on next, in the order of the policy", Access::read, bind_next},
    {"note", Group::tickets, "Add an internal note", Access::write, bind_note},
    {"reply", Group::tickets, "Record what was said to the client", Access::write, bind_reply},
    {"hear", Group::tickets, "Record what was heard from the client", Access::write, bind_hear},
    {"assign", Group::tickets, "Give tickets to an agent, or to nobody", Access::write, bind_assign},
    {"prioritise", Group::tickets, "Set the priority", Access::write, bind_prioritise, "prioritize"},
    {"kind", Group::tickets, "Set the kind: an operator error becomes training", Access::write, bind_kind},
    {"scope", Group::tickets, "Put tickets out of the contract's scope, or back in", Access::write, bind_scope},
    {"escalate", Group::tickets, "Move tickets to the next tier, or to another", Access::write, bind_escalate},
    {"wait", Group::tickets, "Let tickets wait for somebody", Access::write, bind_wait},
    {"resume", Group::tickets, "End the wait", Access::write, bind_resume},
    {"work", Group::tickets, "Log time spent", Access::write, bind_work},
    {"resolve", Group::tickets, "Record the resolution", Access::write, bind_resolve},
    {"confirm", Group::tickets, "Record that the client says it works", Access::write, bind_confirm},
    {"close", Group::tickets, "Close tickets", Access::write, bind_close},
    {"reopen", Group::tickets, "Reopen tickets", Access::write, bind_reopen},
    {"correct", Group::tickets, "Put right, move or take back what was recorded", Access::write, bind_correct},
    {"edit", Group::tickets, "Change what tickets say: title, client, requester, channel, priority", Access::write, bind_edit},
    {"link", Group::tickets, "Link tickets to another", Access::write, bind_link},
    {"answer", Group::tickets, "Record the answer to something that was asked", Access::write, bind_answer},
    {"step", Group::tickets, "Record a step of a process, or show the steps", Access::either, bind_step},
    {"promise", Group::tickets, "Record a date that was agreed with the client", Access::write, bind_promise},
    {"rate", Group::tickets, "Record how satisfied the client is", Access::write, bind_rate},
    {"why", Group::time, "When tickets are due, and why, step by step", Access::read, bind_why},
    {"owed", Group::time, "What the desk owes its clients now", Access::read, bind_owed},
    {"sweep", Group::time, "Do what the rules say now: escalate, raise, close", Access::sweep, bind_sweep},
    {"hours", Group::time, "The month's hours against the cap, by client", Access::either, bind_hours},
    {"report", Group::time, "The month on a page: for a terminal, as HTML, Markdown or CSV", Access::read, bind_report},
    {"what-if", Group::time, "Replay the past under another contract", Access::read, bind_what_if},
    {"uptime", Group::time, "The month's availability, and what clients get back", Access::read, bind_uptime},
    {"outage", Group::time, "Record an outage, or plan maintenance", Access::write, bind_outage},
    {"status", Group::desk, "The picture of now: late, waiting, who has how much; also desk alone", Access::read, bind_status},
    {"init", Group::desk, "Make a desk", Access::none, bind_init},
    {"calendar", Group::desk, "When the desk is open, and working time from here to there", Access::read, bind_calendar},
    {"policy", Group::desk, "Show the contract, or check it for holes and contradictions", Access::read, bind_policy},
    {"client", Group::desk, "Show the clients: contracts, contacts, products; rename one", Access::either, bind_client},
    {"check", Group::desk, "Validate every file of the desk", Access::read, bind_check},
    {"sync", Group::repository, "Fetch, merge and push, so that every clone has the same", Access::sweep, bind_sync},
    {"log", Group::repository, "What happened, event by event", Access::read, bind_log},
    {"undo", Group::repository, "Take back the last command of this clone", Access::write, bind_undo},
    {"backup", Group::repository, "Write a backup, or check that none is missing", Access::either, bind_backup},
    {"restore", Group::repository, "Make a desk again from a backup", Access::none, bind_restore},
    {"merge-driver", Group::hidden, "Merge two versions of a ticket, for git", Access::none, bind_merge_driver},
    {"complete", Group::hidden, "Offer completions to a shell", Access::none, bind_complete},
});

/// What the command line came to.
struct Invocation {
    Globals globals;
    const Command* command = nullptr;
    Args args;
    Run run;
};

std::string main_help() {
    Globals globals;
    Args args;
    declare(globals, args);
    return program_help(args.arguments());
}

Error unknown_option(const std::string& word) {
    Globals globals;
    Args args;
    declare(globals, args);
    return args.unknown_option(word);
}

const Command& command_of(const std::string& word) {
    if (const auto* command = command_named(word)) return *command;
    if (word.starts_with("-")) throw unknown_option(word);
    std::vector<std::string> names;
    for (const auto& command : table)
        if (command.group != Group::hidden) names.emplace_back(command.name);
    throw Error(Fault::usage, fmt::format("there is no command \"{}\"{}", word, did_you_mean(word, names)), "see desk --help");
}

/// The command that `desk` is alone.
const Command& command_alone() { return *command_named("status"); }

/// `desk --watch`: whoever names no command means that one.
bool is_option_of_alone(const std::string& word) {
    Args args;
    command_alone().bind(args);
    const auto name = word.substr(0, word.find('='));
    return std::ranges::any_of(args.arguments(), [&](const Argument& argument) {
        return !argument.positional && (argument.name == name || argument.short_name == name);
    });
}

/// Global options may stand before the command and behind it.
void parse(const std::vector<std::string>& arguments, Invocation& invocation) {
    Args leading;
    declare(invocation.globals, leading);
    std::vector<std::string> words;
    leading.parse_leading(arguments, words);
    if (!words.empty() && words.front() == "help") {
        invocation.globals.help = true;
        words.erase(words.begin());
    }
    if (words.empty() || invocation.globals.version) return;
    if (is_option_of_alone(words.front())) words.emplace(words.begin(), command_alone().name);
    invocation.command = &command_of(words.front());
    words.erase(words.begin());
    Args all;
    invocation.run = invocation.command->bind(all);
    declare(invocation.globals, all);
    const auto wants_help = [](const std::string& word) { return word == "--help" || word == "-h"; };
    const auto end = std::ranges::find(words, "--");
    if (invocation.command->group != Group::hidden && std::any_of(words.begin(), end, wants_help)) invocation.globals.help = true;
    if (!invocation.globals.help) all.parse(words);
}

std::string help_of(const Command& command) {
    Args args;
    command.bind(args);
    return command_help(command, args);
}

/// A page that no store is needed for: the help, or the version.
std::string fixed_text(const Invocation& invocation) {
    if (invocation.globals.version) return fmt::format("desk {}\n", version);
    if (!invocation.command) return main_help();
    return invocation.globals.help ? help_of(*invocation.command) : std::string();
}

Terminal terminal_for(const World& world, const Globals& globals) {
    auto terminal = world.terminal;
    terminal.colour = terminal.colour && !globals.no_color;
    return terminal;
}

Form form_of(const Invocation& invocation) {
    const auto& globals = invocation.globals;
    if (globals.json && globals.porcelain)
        throw Error(Fault::usage, "--json and --porcelain exclude each other", "choose one of them");
    const bool for_scripts = globals.porcelain || invocation.command->group == Group::hidden;
    return globals.json ? Form::json : for_scripts ? Form::porcelain : Form::people;
}

void write(const World& world, const Terminal& terminal, Form form, const std::string& text) {
    if (form == Form::people && terminal.is_terminal && !terminal.pager.empty() &&
        std::ranges::count(text, '\n') >= terminal.lines && page(text, terminal.pager))
        return;
    world.out << text << std::flush;
    if (!world.out)
        throw Error(Fault::io, "standard output cannot be written", "what the command changed is stored all the same");
}

/// Runs the command and commits its change. When that fails, what the person wrote in the editor stays in its file.
void carry_out(const Run& run, Session& session) {
    try {
        run(session);
        session.finish();
    } catch (Error& error) {
        const auto kept = session.keep_draft();
        if (!kept.empty()) error.hint += fmt::format("{}your text is in {}", error.hint.empty() ? "" : "\n", kept);
        throw;
    }
}

bool answers_for_all(Access access, bool has_written) {
    return access == Access::read || access == Access::sweep || (access == Access::either && !has_written);
}

/// The one way of what could not be read to standard error, to JSON and to the exit status, whatever the command.
void tell_problems(Access access, Session& session) {
    if (access == Access::none) return;
    for (const auto& [what, word] : session.lost_words())
        session.out.warn(fmt::format("no policy has the {} \"{}\" of some tickets: they are judged without it", what, word),
                         "`desk check` names them");
    const auto problems = session.problems();
    for (const auto& problem : problems) session.out.warn(problem);
    session.out.add_problems(problems);
    if (!problems.empty() && answers_for_all(access, session.has_written())) session.outcome = Fault::malformed;
}

/// What a command came to.
struct Outcome {
    std::string notices, text;
    Form form = Form::people;
    int status = 0;
    std::optional<Error> not_committed;
    std::optional<Seconds> redrawn_every;
};

Outcome outcome_of(const World& world, const Invocation& invocation, const Terminal& terminal) {
    Output output(form_of(invocation), terminal, invocation.globals.quiet);
    Session session(world, invocation.globals, output, invocation.command->access == Access::write);
    carry_out(invocation.run, session);
    tell_problems(invocation.command->access, session);
    const int status = session.outcome ? static_cast<int>(*session.outcome) : 0;
    return {output.notices(), output.text(), output.form(), status, session.not_committed(), session.redrawn_every};
}

/// The same command again, as things are now. What fails is told in its place: the next time it may be mended.
Frame drawn_anew(const World& world, const Invocation& invocation) {
    auto later = world;
    later.now = world.clock();
    later.terminal = world.screen();
    const auto terminal = terminal_for(later, invocation.globals);
    try {
        const auto outcome = outcome_of(later, invocation, terminal);
        return {outcome.text, outcome.notices, terminal.lines};
    } catch (const Error& error) {
        return {{}, told(error.what(), error.hint), terminal.lines};
    }
}

/// What `desk` alone is: the picture of the desk that is meant or around, else the help.
void choose_command(const World& world, Invocation& invocation) {
    auto& globals = invocation.globals;
    if (invocation.command || globals.version || globals.help) return;
    const bool is_named = !globals.folder.empty() || !world.environment("DESK_DIR").empty();
    if (!is_named && !Store::around(world.folder)) return;
    invocation.command = &command_alone();
    invocation.run = invocation.command->bind(invocation.args);
}

int run_command(const World& world) {
    Invocation invocation;
    parse(world.arguments, invocation);
    choose_command(world, invocation);
    const auto terminal = terminal_for(world, invocation.globals);
    if (const auto text = fixed_text(invocation); !text.empty()) {
        write(world, terminal, Form::people, text);
        return 0;
    }
    const auto outcome = outcome_of(world, invocation, terminal);
    if (outcome.redrawn_every) {
        const auto again = [&] { return drawn_anew(world, invocation); };
        watch(world.out, {outcome.text, outcome.notices, terminal.lines}, *outcome.redrawn_every, again);
        return 0;
    }
    world.notices << outcome.notices << std::flush;
    write(world, terminal, outcome.form, outcome.text);
    if (const auto& failure = outcome.not_committed) throw *failure;
    return outcome.status;
}

int tell(const World& world, Fault fault, std::string_view sentence, std::string_view hint) {
    world.notices << told(sentence, hint) << std::flush;
    return static_cast<int>(fault);
}

}  // namespace

std::span<const Command> commands() { return table; }

const Command* command_named(std::string_view name) {
    const auto is_it = [&](const Command& command) { return command.name == name || (!name.empty() && command.alias == name); };
    const auto command = std::ranges::find_if(table, is_it);
    return command == table.end() ? nullptr : &*command;
}

int run(const World& world) {
    try {
        return run_command(world);
    } catch (const Error& error) {
        return tell(world, error.fault, error.what(), error.hint);
    } catch (const std::filesystem::filesystem_error& error) {
        return tell(world, Fault::io, fmt::format("{}: {}", error.path1().string(), error.code().message()), {});
    } catch (const std::exception& error) {
        return tell(world, Fault::internal, fmt::format("internal error: {}", error.what()), "please report it");
    }
}

}  // namespace desk::cli

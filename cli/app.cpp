#include "cli/app.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "cli/arguments/args.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/output/pager.hpp"
#include "cli/session.hpp"
#include "cli/shell/watch.hpp"
#include "cli/terminal.hpp"
#include "cli/version.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr auto table = std::to_array<Command>({
    {"init", Group::start, "Create a desk", Access::none, bind_init},
    {"client", Group::start, "Show the clients: contracts, contacts, products; rename one", Access::either, bind_client},
    {"call", Group::record, "Take a call: who it is, what is open, what it is about", Access::write, bind_call},
    {"new", Group::record, "Open a ticket", Access::write, bind_new},
    {"note", Group::record, "Add an internal note", Access::write, bind_note},
    {"reply", Group::record, "Record what was said to the client", Access::write, bind_reply},
    {"hear", Group::record, "Record what was heard from the client", Access::write, bind_hear},
    {"attach", Group::record, "Attach files", Access::write, bind_attach},
    {"work", Group::record, "Log time spent", Access::write, bind_work},
    {"show", Group::find, "Show tickets with their history and the time spent", Access::read, bind_show},
    {"list", Group::find, "List the tickets that are not closed, or those that match a filter", Access::read, bind_list},
    {"next", Group::find, "Show what to work on next, in the order of the policy", Access::read, bind_next},
    {"owed", Group::find, "Show what the desk owes its clients now", Access::read, bind_owed},
    {"why", Group::find, "Show when tickets are due, and why, step by step", Access::read, bind_why},
    {"log", Group::find, "Show what happened, event by event", Access::read, bind_log},
    {"assign", Group::decide, "Assign tickets to an agent, or to nobody", Access::write, bind_assign},
    {"prioritise", Group::decide, "Set the priority", Access::write, bind_prioritise, "prioritize"},
    {"escalate", Group::decide, "Move tickets to the next tier, or to another", Access::write, bind_escalate},
    {"wait", Group::decide, "Mark tickets as waiting for somebody", Access::write, bind_wait},
    {"resume", Group::decide, "End the wait", Access::write, bind_resume},
    {"promise", Group::decide, "Record a date that was agreed with the client", Access::write, bind_promise},
    {"step", Group::decide, "Record a step of a process, or show the steps", Access::either, bind_step},
    {"edit", Group::decide, "Edit tickets: title, client, requester, channel, priority", Access::write, bind_edit},
    {"link", Group::decide, "Link tickets to another", Access::write, bind_link},
    {"resolve", Group::finish, "Record the resolution", Access::write, bind_resolve},
    {"confirm", Group::finish, "Record that the client says it works", Access::write, bind_confirm},
    {"close", Group::finish, "Close tickets", Access::write, bind_close},
    {"reopen", Group::finish, "Reopen tickets", Access::write, bind_reopen},
    {"rate", Group::finish, "Record how satisfied the client is", Access::write, bind_rate},
    {"undo", Group::repair, "Undo the last command of this clone", Access::write, bind_undo},
    {"correct", Group::repair, "Correct, move or take back what was recorded", Access::write, bind_correct},
    {"hours", Group::month, "Show the month's hours against the cap, by client", Access::either, bind_hours},
    {"report", Group::month, "Report on a month, in the terminal or as HTML, Markdown or CSV", Access::read, bind_report},
    {"uptime", Group::month, "Show the month's availability, and what clients get back", Access::read, bind_uptime},
    {"outage", Group::month, "Record an outage, or plan maintenance", Access::either, bind_outage, {}, true},
    {"what-if", Group::month, "Replay the past under another contract", Access::read, bind_what_if},
    {"status", Group::desk, "Show what is late, waiting and new, and who has how much", Access::read, bind_status},
    {"sweep", Group::desk, "Apply the rules now: escalate, raise, close", Access::sweep, bind_sweep, {}, true},
    {"policy", Group::desk, "Show the contract, or check it for gaps and contradictions", Access::read, bind_policy},
    {"calendar", Group::desk, "Show when the desk is open, and calculate working time", Access::read, bind_calendar},
    {"mail", Group::desk, "Take mails in; send those that are owed", Access::either, bind_mail, {}, true},
    {"check", Group::desk, "Validate every file of the desk", Access::read, bind_check, {}, true},
    {"sync", Group::repository, "Fetch, merge and push, so that all clones agree", Access::sweep, bind_sync},
    {"backup", Group::repository, "Write a backup, or check that none is missing", Access::either, bind_backup},
    {"restore", Group::repository, "Restore a desk from a backup", Access::none, bind_restore},
    {"kind", Group::further, "Set the kind, such as training for an operator error", Access::write, bind_kind},
    {"scope", Group::further, "Move tickets out of the contract's scope, or back into it", Access::write, bind_scope},
    {"answer", Group::further, "Record the answer to a question", Access::write, bind_answer},
    {"help", Group::further, "Open the manual page of a command", Access::none, bind_help},
    {"completion", Group::further, "Print what completes desk's commands in a shell", Access::none, bind_completion},
    {"merge-driver", Group::hidden, "Merge two versions of a ticket, for git", Access::none, bind_merge_driver, {}, true},
    {"complete", Group::hidden, "Offer completions to a shell", Access::none, bind_complete},
});

/// What the command line came to.
struct Invocation {
    Globals globals;
    const Command* command = nullptr;
    Args args;
    Run run;
};

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
    if (words.empty() || invocation.globals.version) return;
    if (is_option_of_alone(words.front())) words.emplace(words.begin(), command_alone().name);
    if (words.front().starts_with("-")) throw leading.unknown_option(words.front());
    invocation.command = &command_meant(words.front());
    words.erase(words.begin());
    Args all;
    invocation.run = bind(*invocation.command, invocation.globals, all);
    declare(invocation.globals, all);
    const auto wants_help = [](const std::string& word) { return word == "--help" || word == "-h"; };
    const auto end = std::ranges::find(words, "--");
    if (invocation.command->group != Group::hidden && std::any_of(words.begin(), end, wants_help)) invocation.globals.help = true;
    if (!invocation.globals.help) all.parse(words);
    invocation.args = std::move(all);
}

/// A page that no store is needed for: the help, or the version.
std::string fixed_text(const Terminal& terminal, const Invocation& invocation) {
    if (invocation.globals.version) return fmt::format("desk {}\n", version);
    if (!invocation.command) return brief_help(text_width(terminal));
    return invocation.globals.help ? command_help(*invocation.command, text_width(terminal)) : std::string();
}

Form form_of(const Invocation& invocation) {
    const auto& globals = invocation.globals;
    if (globals.json && globals.porcelain)
        throw Error(Fault::usage, "--json and --porcelain cannot be used together", "choose one of them");
    const bool for_scripts = globals.porcelain || invocation.command->group == Group::hidden;
    return globals.json ? Form::json : for_scripts ? Form::porcelain : Form::people;
}

void write(const World& world, const Terminal& terminal, Form form, const std::string& text) {
    if (form == Form::people && terminal.is_terminal && !terminal.pager.empty() &&
        std::ranges::count(text, '\n') >= terminal.lines && page(text, terminal.pager))
        return;
    world.out << text << std::flush;
    if (!world.out) throw Error(Fault::io, "cannot write to standard output", "what the command changed has been saved");
}

void add_hint(Error& error, const std::string& hint) {
    if (!hint.empty()) error.hint += (error.hint.empty() ? "" : "\n") + hint;
}

/// Words that are no ticket may be the rest of a text.
bool may_be_unquoted(const Error& error) { return error.fault == Fault::not_found || error.fault == Fault::usage; }

/// Runs the command and commits its change. When that fails, what the person wrote in the editor stays in its file.
void carry_out(const Invocation& invocation, Session& session) {
    try {
        invocation.run(session);
        session.finish();
    } catch (Error& error) {
        const auto& unquoted = invocation.args.unquoted();
        if (!unquoted.empty() && may_be_unquoted(error)) add_hint(error, quoting_hint(unquoted));
        const auto kept = session.keep_draft();
        if (!kept.empty()) add_hint(error, "your text is in " + kept);
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
        session.out.warn(
            fmt::format("some tickets have the {} \"{}\", which no policy has: they are judged without it", what, word),
            "`desk check` lists them");
    const auto problems = session.problems();
    const bool fails = answers_for_all(access, session.has_written());
    for (const auto& problem : problems) fails ? session.out.fail(problem) : session.out.warn(problem);
    session.out.add_problems(problems);
    if (!problems.empty() && fails) session.outcome = Fault::malformed;
}

Terminal terminal_for(const World& world, const Globals& globals) {
    return terminal_as_wanted(world.terminal, globals.no_color ? "never" : globals.color, world.environment);
}

/// What a command has failed of is for now only, where it says so: whoever started it is to try again.
void carry_out_or_later(const Invocation& invocation, Session& session) {
    try {
        carry_out(invocation, session);
    } catch (const Error& error) {
        if (!session.fails_for_now || error.fault == Fault::usage) throw;
        throw Error(Fault::later, error.what(), error.hint);
    } catch (const std::exception& error) {
        if (!session.fails_for_now) throw;
        throw Error(Fault::later, fmt::format("internal error: {}", error.what()), "please report it");
    }
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
    if (invocation.globals.dry_run) output.tell_as_tried();
    Session session(world, invocation.globals, output, invocation.command->access == Access::write);
    carry_out_or_later(invocation, session);
    tell_problems(invocation.command->access, session);
    const int status = session.outcome ? static_cast<int>(*session.outcome) : 0;
    auto not_committed = session.not_committed();
    if (session.fails_for_now && not_committed) {  // it is written, and to try again would do nothing more
        output.warn(not_committed->what(), not_committed->hint);
        not_committed.reset();
    }
    return {output.notices(), output.text(), output.form(), status, std::move(not_committed), session.redrawn_every};
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
        return {{}, notice_text(Notice::error, error.what(), error.hint), terminal.lines};
    }
}

/// What `desk` alone is: the picture of the desk that is meant or around, else the help.
void choose_command(const World& world, Invocation& invocation) {
    auto& globals = invocation.globals;
    if (invocation.command || globals.version || globals.help) return;
    const bool is_named = !globals.folder.empty() || !world.environment("DESK_DIR").empty();
    if (!is_named && !Store::around(world.folder)) return;
    invocation.command = &command_alone();
    invocation.run = bind(*invocation.command, invocation.globals, invocation.args);
}

int run_command(const World& world) {
    Invocation invocation;
    parse(world.arguments, invocation);
    choose_command(world, invocation);
    const auto terminal = terminal_for(world, invocation.globals);
    if (const auto text = fixed_text(terminal, invocation); !text.empty()) {
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
    world.notices << notice_text(Notice::error, sentence, hint) << std::flush;
    return static_cast<int>(fault);
}

}  // namespace

std::span<const Command> commands() { return table; }

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

#include "cli/session.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "cli/shell/agent.hpp"
#include "cli/typed.hpp"
#include "core/base/text.hpp"
#include "core/contract/agent.hpp"
#include "core/contract/client_name.hpp"
#include "store/desk/init.hpp"
#include "store/file/subprocess.hpp"
#include "store/git/sync.hpp"
#include "store/git/unfinished.hpp"
#include "store/toml/default_policy.hpp"

namespace desk::cli {
namespace {

Instant now_of(const World& world, const Globals& globals) {
    const auto set = globals.now.empty() ? world.environment("DESK_NOW") : globals.now;
    if (set.empty()) return world.now;
    if (const auto at = instant_from(set)) {
        must_have_known_year(*at, set);
        return *at;
    }
    throw Error(Fault::usage, fmt::format("\"{}\" is no time with a zone", set), "as in 2026-11-20T09:14Z");
}

std::string first_set(std::initializer_list<std::string> completions) {
    for (const auto& completion : completions)
        if (!completion.empty()) return completion;
    return {};
}

std::string without_slash(std::string path) {
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

std::string all_of(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

}  // namespace

void declare(Globals& globals, Args& args) {
    args.option("-C", globals.folder, "DIR", "the desk in this folder, or above it", Offers::files);
    args.option("--now", globals.now, "TIME", "act as if it were this time, as in 2026-11-20T09:14Z");
    args.option("--as", globals.agent, "AGENT", "act as this agent", Offers::agents);
    args.flag("--json", globals.json, "one JSON object");
    args.flag("--porcelain", globals.porcelain, "tab-separated, for scripts");
    args.flag("--no-color", globals.no_color, "no colour");
    args.flag("--no-commit", globals.no_commit, "leave the git commit to you");
    args.flag("--force", globals.force, "do it even where that loses a comment in a ticket, or looks like a slip");
    args.flag("-q,--quiet", globals.quiet, "say only what is wrong");
    args.flag("-h,--help", globals.help, "this help");
    args.flag("--version", globals.version, "the program's version");
}

Session::Session(const World& world, const Globals& globals, Output& output, bool writes)
    : Context(output, now_of(world, globals)), world_(world), globals_(globals), writes_(writes) {}

std::string Session::where(const std::string& folder) const {
    return (std::filesystem::path(world_.folder) / folder).lexically_normal().string();
}

std::string Session::meant_folder() const { return first_set({globals_.folder, world_.environment("DESK_DIR"), "."}); }

const Store& Session::store() {
    if (store_) return *store_;
    store_ = Store::find(folder());
    const auto git = writes_ ? Git::around(store_->folder().path()) : std::nullopt;
    if (git) finish_earlier(*git, !globals_.no_commit);
    return *store_;
}

std::string Session::named_agent() const { return first_set({globals_.agent, world_.environment("DESK_AGENT")}); }

const std::string& Session::agent() {
    if (agent_.empty()) {
        const auto named = named_agent();
        agent_ = named.empty() ? agent_of(Git::identity(store().folder().path()), world_.user, policy()) : named;
        must_be_agent(agent_, policy());
    }
    return agent_;
}

std::string Session::agent_if_known() {
    if (!agent_.empty() || !named_agent().empty()) return agent();
    return cli::agent_if_known(Git::identity(store().folder().path()), world_.user, policy());
}

std::optional<bool> Session::answer_to(const std::string& question) {
    if (!world_.can_ask) return {};
    world_.notices << "desk: " << question << " [y/N] " << std::flush;
    std::string typed;
    std::getline(world_.in, typed);
    const auto answer = trimmed(typed);
    return same_folded(answer, "y") || same_folded(answer, "yes");
}

void Session::warn_of_no_repository() {
    const auto& folder = store().folder().path();
    if (Git::around(folder)) return;
    if (const auto path = Git::unusable(folder); !path.empty())
        out.warn(path + " is not a git repository: nothing is committed",
                 "`git init` finishes one that was begun; `git status` says what else is wrong");
    else if (!world_.environment("GIT_DIR").empty())
        out.warn("GIT_DIR names a repository, but the desk is in none: nothing is committed",
                 "a `.git` in its folder or above is needed");
}

Change& Session::change() {
    if (!change_) warn_of_no_repository();
    if (!change_) change_.emplace(store(), Change::Options{!globals_.no_commit, globals_.force});
    return *change_;
}

void Session::finish() {
    if (!change_ || change_->empty()) return;
    auto [why_not, failure] = change_->commit();
    if (!why_not.empty()) out.warn(why_not);
    not_committed_ = std::move(failure);
}

Context::NewStore Session::make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                                      bool repository) {
    auto path = without_slash(where(first_set({folder, globals_.folder, "."})));
    const auto zone = first_set({timezone, world_.timezone, "UTC"});
    if (!Zone::named(zone))
        throw Error(Fault::usage, fmt::format("there is no time zone \"{}\"", zone), "as in --timezone Europe/London");
    const auto identity = Git::identity(looked_up(path) ? path : world_.folder);
    const auto agent = first_agent(identity, first_set({globals_.agent, world_.environment("DESK_AGENT"), world_.user}));
    const auto title = first_set({name, std::filesystem::path(path).filename().string(), "Service desk"});
    const bool made_repository = make_desk(path, {default_policy_toml(title, zone, agent), repository, !globals_.no_commit});
    if (const auto git = Git::around(path)) install_merge_driver(*git, program_word());
    return {path, made_repository};
}

/// How a shell starts this program: its name where that is enough, else its path.
std::string Session::program_word() const {
    const auto search = world_.environment("PATH");
    for (const auto folder : split(search, ':')) {
        const auto found = std::filesystem::path(folder) / "desk";
        std::error_code missing;
        if (std::filesystem::equivalent(found, world_.program, missing)) return "desk";
        if (std::filesystem::exists(found, missing)) break;
    }
    return world_.program.empty() ? "desk" : shell_word(world_.program);
}

bool Session::set_up_merging() {
    const auto git = Git::around(store().folder().path());
    return git && install_merge_driver(*git, program_word());
}

std::string Session::input() {
    if (std::exchange(input_is_read_, true))
        throw Error(Fault::usage, "`-` is given twice, and standard input can be read only once", "give one of them as words");
    auto text = text_typed(all_of(world_.in), "standard input");
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

std::string Session::file(const std::string& path) {
    if (path == "-") return input();
    const auto full = where(path);
    std::ifstream stream(full, std::ios::binary);
    if (!stream || std::filesystem::is_directory(full)) throw Error(Fault::io, fmt::format("{}: cannot be read", path));
    return all_of(stream);
}

void Session::write_file(const std::string& path, const std::string& content) {
    const std::filesystem::path full(where(path));
    std::error_code missing;
    const auto kind = std::filesystem::symlink_status(full, missing).type();
    const bool is_new = kind == std::filesystem::file_type::not_found;
    if (!full.has_filename() || (!is_new && kind != std::filesystem::file_type::regular))
        throw Error(Fault::refused, fmt::format("{}: is no plain file, and is not written over", path));
    const auto folder = Folder::open(full.parent_path().string());
    AtomicWrites writes(folder);
    writes.add({full.filename().string(), content, is_new});
    writes.commit();
}

std::string Session::temporary_folder() const { return first_set({world_.environment("TMPDIR"), "/tmp"}); }

std::string Session::edited(const std::string& text, const std::string& explanation) {
    const auto editor = first_set({world_.environment("VISUAL"), world_.environment("EDITOR")});
    if (editor.empty() && !world_.terminal.is_terminal)
        throw Error(Fault::usage, "no text was given, and there is no terminal for an editor",
                    "give the text, or `-` for standard input");
    draft_.emplace(temporary_folder(), text, explanation);
    return text_typed(draft_->edited(editor.empty() ? "vi" : editor), "what was written in the editor");
}

std::string Session::keep_draft() {
    if (!draft_ || trimmed(draft_->text()).empty()) return {};
    draft_->keep();
    return draft_->path();
}

std::string Session::keep(const std::string& text) {
    Draft draft(temporary_folder(), text, {});
    draft.keep();
    return draft.path();
}

void Context::must_be_meant(const std::string& sentence, const std::string& hint) {
    if (forced()) return;
    const auto answer = answer_to(sentence + "; is that meant?");
    if (!answer) throw Error(Fault::refused, sentence, hint + "; --force records it all the same");
    if (!*answer) throw Error(Fault::refused, "nothing is recorded", hint);
}

const Desk& Context::desk_for(std::span<const Ticket> tickets) {
    for (const auto& ticket : tickets) store().desk_for(ticket.client);
    return store().desk_for({});
}

void Context::must_have_read_all(const std::string& hint) {
    if (const auto problems = store().problems().all(); !problems.empty()) throw failure(problems.front(), hint);
}

Acting Context::acting(const std::string& client, Instant opened) {
    must_have_terms(desk(), client);
    return {terms_of(desk(), client, opened).policy, agent(), now};
}

std::string Context::text_file(const std::string& path) { return text_typed(file(path), path); }

std::vector<Reference> Context::references(std::span<const std::string> words) {
    std::vector<std::string> typed;
    for (const auto& word : words) {
        if (word != "-") {
            typed.push_back(word);
            continue;
        }
        const auto all = input();
        for (const auto line : split(all, '\n'))
            if (const auto named = trimmed(line); !named.empty()) typed.emplace_back(named);
    }
    return store().references(typed);
}

Asking Context::asking() {
    const auto used = [this] {
        UsedWords words;
        for (const auto& ticket : store().all({Depth::header, {}, {}}).tickets) add_words(words, ticket);
        return words;
    };
    return {desk(), now, [this] { return agent(); }, used};
}

Instant Context::moment(std::string_view typed, std::string_view option) {
    return moment_typed(typed, option, Looking::back, *this);
}

Month Context::month(std::string_view typed) {
    if (typed.empty()) return policy().zone.month(now);
    if (const auto month = month_from(typed)) {
        must_have_known_year(*month, typed);
        return *month;
    }
    throw Error(Fault::usage, fmt::format("\"{}\" is no month", typed), "as in 2026-11");
}

std::string Context::client_from(const std::string& typed) { return client_word(store().desk_for({}), typed); }

const Client& Context::client(const std::string& typed) {
    if (const auto* client = client_meant(store().desk_for({}), typed))
        return *client_named(store().desk_for(client->name), client->name);
    throw Error(Fault::not_found,
                fmt::format("there is no client \"{}\"{}", typed, did_you_mean(typed, client_names(store().desk_for({})))),
                "`desk client list` shows all that have a file");
}

void Context::must_exist(const std::string& name) {
    if (name.empty() || client_named(desk(), name) != nullptr) return;
    const auto named = [&](const Ticket& ticket) { return ticket.client == name; };
    if (store().all({Depth::header, {}, named}).tickets.empty()) client(name);
}

}  // namespace desk::cli

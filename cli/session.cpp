#include "cli/session.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "cli/help.hpp"
#include "cli/output/lines.hpp"
#include "cli/shell/agent.hpp"
#include "cli/shell/manual.hpp"
#include "cli/typed.hpp"
#include "cli/views/previews.hpp"
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
    throw Error(Fault::usage, fmt::format("\"{}\" is not a time with a zone", set), "as in 2026-11-20T09:14Z");
}

std::string first_set(std::initializer_list<std::string> values) {
    for (const auto& value : values)
        if (!value.empty()) return value;
    return {};
}

std::string without_slash(std::string path) {
    if (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

std::string all_of(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

}  // namespace

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
    if (git && !globals_.dry_run) finish_earlier(*git, !globals_.no_commit);
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

std::optional<std::string> Session::typed_answer(const std::string& question, std::span<const Line> above) {
    if (!world_.can_ask) return {};
    world_.notices << to_text(above, world_.terminal) << question << " " << std::flush;
    std::string typed;
    if (!std::getline(world_.in, typed)) {
        world_.notices << "\n";
        return {};
    }
    return std::string(trimmed(text_typed(typed, "what was typed")));
}

std::string Session::agent_if_known() {
    if (!agent_.empty() || !named_agent().empty()) return agent();
    return cli::agent_if_known(Git::identity(store().folder().path()), world_.user, policy());
}

std::optional<bool> Session::answer_to(const std::string& question) {
    if (!world_.can_ask) return {};
    const auto answer = typed_answer(fmt::format("desk: {} [y/N]", question), {}).value_or("");
    return same_folded(answer, "y") || same_folded(answer, "yes");
}

void Session::warn_of_no_repository() {
    const auto& folder = store().folder().path();
    if (Git::around(folder)) return;
    if (const auto path = Git::unusable(folder); !path.empty())
        out.warn(path + " is not a git repository: nothing is committed",
                 "`git init` completes one that was begun; `git status` says what else is wrong");
    else if (!world_.environment("GIT_DIR").empty())
        out.warn("GIT_DIR is set, but the desk is not in a git repository: nothing is committed",
                 "the desk needs a `.git` in its folder or above");
}

Change& Session::change() {
    if (!was_locked_) warn_of_no_repository();
    was_locked_ = true;
    if (!change_) change_.emplace(store(), Change::Options{!globals_.no_commit, globals_.force, globals_.dry_run});
    return *change_;
}

void Session::finish(const std::function<void()>& at_last) {
    if (change_ && globals_.dry_run) {
        out.show(previews_page(change_->previews()));
        return out.tell("nothing was written");
    }
    if (!change_ || change_->empty()) return;
    auto [why_not, failure] = change_->commit(at_last);
    if (!why_not.empty()) out.warn(why_not);
    if (failure) not_committed_ = std::move(failure);
    if (when_written_) when_written_();
}

Context::NewStore Session::make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                                      bool repository) {
    must_not_be_dry_run("init makes a folder", "`desk init` refuses where there is already a desk");
    auto path = without_slash(where(first_set({folder, globals_.folder, "."})));
    const auto zone = first_set({timezone, world_.timezone, "UTC"});
    if (!Zone::named(zone))
        throw Error(Fault::usage, fmt::format("unknown time zone \"{}\"", zone), "as in --timezone Europe/London");
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
    return git && !globals_.dry_run && install_merge_driver(*git, program_word());
}

std::string Session::input() {
    if (std::exchange(input_is_read_, true))
        throw Error(Fault::usage, "`-` was given twice, and standard input can be read only once", "give one of them as text");
    auto text = text_typed(all_of(world_.in), "standard input");
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

std::string Session::input_bytes(std::size_t most) {
    if (world_.can_ask)
        throw Error(Fault::usage, "standard input is a terminal, and a mail is read from it",
                    "as in: desk mail in < message.eml");
    std::string bytes;
    for (std::string buffer(std::size_t{64} << 10U, '\0'); world_.in && bytes.size() <= most;) {
        world_.in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        bytes.append(buffer, 0, static_cast<std::size_t>(world_.in.gcount()));
    }
    if (bytes.size() > most) throw Error(Fault::io, fmt::format("standard input has more than {} MB", most >> 20U));
    return bytes;
}

std::string Session::file(const std::string& path) {
    if (path == "-") return input();
    const auto full = where(path);
    std::ifstream stream(full, std::ios::binary);
    if (!stream || std::filesystem::is_directory(full)) throw Error(Fault::io, fmt::format("{}: cannot be read", path));
    return all_of(stream);
}

std::string Session::plain_file(const std::string& path, std::size_t most) {
    const auto there = looked_up(where(path));
    if (there && !S_ISREG(there->st_mode)) throw Error(Fault::refused, fmt::format("{}: is not a plain file", path));
    if (there && static_cast<std::size_t>(there->st_size) > most)
        throw Error(Fault::refused, fmt::format("{}: has more than {} MB", path, most >> 20U));
    return file(path);
}

void Session::write_file(const std::string& path, const std::string& content) {
    const std::filesystem::path full(where(path));
    std::error_code missing;
    const auto kind = std::filesystem::symlink_status(full, missing).type();
    const bool is_new = kind == std::filesystem::file_type::not_found;
    if (!full.has_filename() || (!is_new && kind != std::filesystem::file_type::regular))
        throw Error(Fault::refused, fmt::format("{}: is not a plain file, and is not overwritten", path));
    if (globals_.dry_run) return;
    const auto folder = Folder::open(full.parent_path().string());
    AtomicWrites writes(folder);
    writes.add({full.filename().string(), content, is_new});
    writes.commit();
}

bool Session::opens_manual(const std::string& section, const std::string& page) {
    return world_.terminal.is_terminal && open_manual(section, page, world_.program);
}

int Session::text_width() const { return cli::text_width(out.terminal()); }

std::string Session::state_folder() const {
    auto named = world_.environment("XDG_STATE_HOME");
    const auto home = world_.environment("HOME");
    if (named.starts_with('/')) return named;  // the specification ignores any other
    return home.empty() ? std::string() : home + "/.local/state";
}

std::string Session::temporary_folder() const { return first_set({world_.environment("TMPDIR"), "/tmp"}); }

std::string Session::edited(const std::string& text, const std::string& explanation) {
    if (!has_editor())
        throw Error(Fault::usage, "no text was given, and there is no terminal for an editor",
                    "give the text, or `-` for standard input");
    draft_.emplace(temporary_folder(), text, explanation);
    const auto editor = chosen_editor();
    return text_typed(draft_->edited(editor.empty() ? "vi" : editor), "what was written in the editor");
}

std::string Session::chosen_editor() const {
    const auto& environment = world_.environment;
    const auto own = first_set({environment("DESK_EDITOR"), environment("GIT_EDITOR")});
    return own.empty() ? first_set({Git::editor(world_.folder), environment("VISUAL"), environment("EDITOR")}) : own;
}

bool Session::has_editor() const { return world_.terminal.is_terminal || !chosen_editor().empty(); }

std::string Session::keep_draft() {
    if (!draft_ || !draft_->is_written()) return {};
    draft_->keep();
    return draft_->path();
}

std::string Session::keep(const std::string& text) {
    Draft draft(temporary_folder(), text, {});
    draft.keep();
    return draft.path();
}

}  // namespace desk::cli

#include "core/repository/undo.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include <fmt/format.h>

#include "core/base/places.hpp"
#include "core/base/text.hpp"
#include "store/desk/undo.hpp"
#include "store/git/history.hpp"
#include "store/git/pending.hpp"
#include "store/git/undo.hpp"
#include "store/git/unfinished.hpp"

namespace desk {
namespace {

/// A commit, and what it says desk did.
struct CommandCommit {
    MadeCommit commit;
    std::string verb;  ///< empty: it is not desk's
    std::vector<Reference> tickets;

    std::string otherwise() const { return opposite(verb, tickets); }
};

std::vector<Reference> tickets_named_in(const std::string& message) {
    constexpr std::string_view trailer = "Ticket: ";
    std::vector<Reference> tickets;
    for (const auto line : split(message, '\n'))
        if (line.starts_with(trailer))
            if (const auto reference = Reference::canonical(trimmed(line.substr(trailer.size())))) tickets.push_back(*reference);
    std::ranges::sort(tickets);
    return tickets;
}

bool is_attached(const std::string& file, const std::vector<Reference>& tickets) {
    return std::ranges::any_of(tickets,
                               [&](const Reference& ticket) { return file.starts_with(attachment_path(ticket.text(), "")); });
}

/// Whether the commit has the files of these tickets, perhaps some that are attached to them, and no others.
bool is_of(const MadeCommit& commit, const std::vector<Reference>& tickets) {
    std::vector<std::string> paths;
    paths.reserve(tickets.size());
    for (const auto& ticket : tickets) paths.push_back(path_of(ticket));
    auto files = commit.files;
    std::erase_if(files, [&](const std::string& file) { return is_attached(file, tickets); });
    std::ranges::sort(paths);
    std::ranges::sort(files);
    return !commit.outside && files == paths;
}

CommandCommit command_commit(MadeCommit commit) {
    CommandCommit made{std::move(commit), {}, {}};
    made.tickets = tickets_named_in(made.commit.message);
    made.verb = verb_in(made.commit.subject());
    // Those without an opposite are refused in any case.
    const bool of_tickets = !made.otherwise().empty();
    if (of_tickets && (made.tickets.empty() || !is_of(made.commit, made.tickets))) made.verb.clear();
    return made;
}

/// How to do the opposite of the command before this commit, else how git takes the commit back.
std::string way_around(const Git& git, const MadeCommit& commit) {
    auto before = commit.parents.empty() ? std::nullopt : commit_at(git, commit.parents.front());
    const auto made = before ? command_commit(*std::move(before)) : CommandCommit();
    const auto hint = made.otherwise();
    // Reverting the first one would remove the desk.
    if (hint.empty()) return commit.parents.empty() ? "" : fmt::format("`git revert {:.7}` takes that back", commit.hash);
    return fmt::format("for \"{}\" before it: {}", made.commit.subject(), hint);
}

Git repository(const Store& store) {
    if (auto git = Git::around(store.folder().path())) return *std::move(git);
    throw Error(Fault::refused, "the desk is not in a git repository, so nothing can be taken back",
                "`desk log` shows what was done");
}

void must_be_at_rest(const Git& git) {
    const auto what = git.under_way();
    if (what.empty()) return;
    throw Error(Fault::refused, fmt::format("a {} is in progress in git", what),
                fmt::format("finish it, or `git {} --abort`", what));
}

/// What git refuses even now is the last command, and none of the commits.
void must_be_committed(const Git& git) {
    const auto message = last_noted_commit(git);
    if (message.empty()) return;
    throw Error(Fault::refused, fmt::format("the last command is not committed: {}", first_line(message)),
                "`git status` shows its files, and `git commit` says what is in the way; `git restore FILE` takes a file back");
}

/// Refuses the first commit of a history, or of the part of it that a shallow clone has.
void must_have_parent(const Git& git, const MadeCommit& commit) {
    const auto verb = verb_in(commit.subject());
    must_be_undoable(verb);
    const auto holder = holder_of(git, commit);
    const auto why = holder.empty() ? std::string("there is no commit before the last one")
                                    : fmt::format("{}: this is already in {}", commit.subject(), holder);
    throw Error(Fault::refused, why, opposite(verb, tickets_named_in(commit.message)));
}

/// The last commit, if it is desk's and has a commit before it.
CommandCommit last_command_commit(const Git& git) {
    auto commit = commit_at(git, "HEAD");
    if (!commit) throw Error(Fault::refused, "nothing is committed yet, so there is nothing to undo");
    if (commit->parents.size() > 1)
        throw Error(Fault::refused, "the last command has been merged: the last commit is the merge", way_around(git, *commit));
    if (commit->parents.empty()) must_have_parent(git, *commit);
    auto made = command_commit(*std::move(commit));
    must_be_undoable(made.verb);
    if (made.verb.empty())
        throw Error(
            Fault::refused,
            fmt::format("the last commit was not made by a desk command: {:.7} {}", made.commit.hash, made.commit.subject()),
            way_around(git, made.commit));
    return made;
}

void must_be_here_only(const Git& git, const CommandCommit& made) {
    const auto holder = holder_of(git, made.commit);
    if (holder.empty()) return;
    throw Error(Fault::refused, fmt::format("{}: this is already in {}", made.commit.subject(), holder), made.otherwise());
}

void must_be_as_committed(const Git& git, const CommandCommit& made) {
    const auto changed = git.uncommitted(made.commit.files);
    if (changed.empty()) return;
    throw Error(Fault::refused, fmt::format("{}: was changed since, and that is not committed", changed.front()),
                made.otherwise());
}

using Contents = std::vector<std::optional<std::string>>;

Contents files_in(const Git& git, const std::string& commit, const std::vector<std::string>& files) {
    std::vector<Version> versions;
    versions.reserve(files.size());
    for (const auto& path : files) versions.push_back({commit, path});
    return contents(git, versions);
}

/// A ticket of the commit, before it and in it; absent where there is none, or it cannot be read.
struct Changed {
    std::optional<Ticket> before, after;
    const Ticket* old() const { return before ? &*before : nullptr; }
};

std::optional<Ticket> ticket_in(const std::optional<std::string>& bytes, const std::string& path) {
    return bytes ? ticket_from(*bytes, path).ticket : std::nullopt;
}

/// What the commit did to each of its files; those that are attached hold no ticket.
std::vector<Changed> changed_by(const CommandCommit& made, const Contents& before, const Contents& after) {
    const auto& files = made.commit.files;
    std::vector<Changed> changed(files.size());
    for (std::size_t i = 0; i < files.size(); ++i)
        if (!is_attached(files[i], made.tickets)) changed[i] = {ticket_in(before[i], files[i]), ticket_in(after[i], files[i])};
    return changed;
}

/// A command also commits what was written before it and left uncommitted: that must not be lost with it.
void must_be_one_command(const CommandCommit& made, const Contents& before, const std::vector<Changed>& changed) {
    const auto& files = made.commit.files;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!before[i] && is_attached(files[i], made.tickets)) continue;
        const auto& [old, now] = changed[i];
        if (now && old.has_value() == before[i].has_value() && is_of_one_command(changed[i].old(), *now, made.verb)) continue;
        throw Error(Fault::refused, fmt::format("{}: the last commit holds more of it than the last command wrote", files[i]),
                    made.otherwise());
    }
}

void remove_file(const Folder& folder, const std::string& path) {
    const auto [above, name] = place_of(path);
    const Handle parent = folder.folder(above);
    if (!parent) return;
    if (::unlinkat(parent.number(), name.c_str(), 0) != 0 && errno != ENOENT) throw io_error(path, "cannot remove", errno);
    if (::fsync(parent.number()) != 0) throw io_error(path, "cannot remove", errno);
}

/// Not by git: it would write them in place, and remove the folder that the lock is on with the last ticket in it.
void write_back(const Folder& folder, const std::vector<std::string>& files, const Contents& before) {
    AtomicWrites writes(folder);
    for (std::size_t i = 0; i < files.size(); ++i)
        if (before[i]) writes.add({files[i], *before[i], false});
    writes.commit();
    for (std::size_t i = 0; i < files.size(); ++i)
        if (!before[i]) remove_file(folder, files[i]);
}

}  // namespace

Undone undo(const Store& store, bool dry) {
    const auto git = repository(store);
    const auto lock = dry ? std::nullopt : std::optional(Lock::take(store.folder()));
    if (!dry) finish_unfinished(git, true);
    must_be_at_rest(git);
    must_be_committed(git);
    const auto made = last_command_commit(git);
    const auto& commit = made.commit;
    must_be_here_only(git, made);
    must_be_as_committed(git, made);
    const auto before = files_in(git, commit.parents.front(), commit.files);
    const auto changed = changed_by(made, before, files_in(git, commit.hash, commit.files));
    for (const auto& each : changed)
        if (each.after) must_have_sent_nothing(each.old(), *each.after, made.verb);
    must_be_one_command(made, before, changed);
    if (!dry) step_back(git, commit);
    if (!dry) write_back(store.folder(), commit.files, before);
    const auto has_mail = [](const Changed& each) { return each.after && took_mail_in(each.old(), *each.after); };
    return {commit.hash, commit.subject(), made.tickets, commit.files, std::ranges::any_of(changed, has_mail)};
}

}  // namespace desk

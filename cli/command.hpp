#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/args.hpp"
#include "cli/output/output.hpp"
#include "core/find/query.hpp"
#include "core/verbs/lifecycle.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"
#include "store/file/file.hpp"

namespace desk::cli {

/// What a command works with. The store is found, the agent determined and the lock taken on first use.
class Context {
public:
    virtual ~Context() = default;

    Output& out;
    const Instant now;
    std::optional<Fault> outcome;  ///< the exit status of a command that has shown problems rather
                                   /// than failed; not for what ///< could not be read

    /// What the command shows is shown anew so often, in place, until ctrl-C; absent: it is shown once.
    std::optional<Seconds> redrawn_every;

    virtual const Store& store() = 0;
    const Policy& policy() { return store().policy(); }
    const Desk& desk() { return store().desk(); }

    /// The desk, for a command that depends only on these tickets: the files of other clients do not matter.
    const Desk& desk_for(std::span<const Ticket> tickets);
    Terms terms(const Ticket& ticket) { return terms_of(desk_for({&ticket, 1}), ticket); }

    /// For what is written only if everything could be read: throws `Fault::malformed` if something could not.
    void must_have_read_all(const std::string& hint);

    /// Who acts: --as, DESK_AGENT, git's user; checked against the policy's agents.
    virtual const std::string& agent() = 0;

    /// The same, for a command that can do without: empty where nobody says who it is.
    virtual std::string agent_if_known() = 0;

    Acting acting() { return {policy(), agent(), now}; }

    /// The same, under the policy that holds for the ticket. Refuses with `Fault::malformed` if that cannot be read.
    Acting acting(const Ticket& ticket) { return acting(ticket.client, ticket.opened); }
    Acting acting(const std::string& client, Instant opened);

    /// Commits what is staged so far; the lock stays. `at_last`: as of `Change::commit`.
    virtual void commit(const std::function<void()>& at_last) = 0;
    void commit() { commit({}); }

    /// Lets go of the lock; what is staged and not committed is forgotten.
    virtual void let_go() = 0;

    /// From now on a failure is no refusal: whoever started the program is to try again (`Fault::later`).
    bool fails_for_now = false;

    /// The user's folder: that of -C, else where the command runs. It need not be a desk.
    virtual std::string folder() const = 0;

    /// Whether --force was given.
    virtual bool forced() const = 0;

    /// Whether the person said --dry-run: `change()` then writes nothing and shows what it would write.
    virtual bool is_dry_run() const = 0;

    /// For what writes other than by `change()`: `Fault::usage` with --dry-run.
    void must_not_be_dry_run(const std::string& what, const std::string& hint);

    /// For what cannot be taken back: asks, unless --yes was said, or nobody can be asked. `Fault::refused` where the answer is
    /// no.
    void must_be_wanted(const std::string& question, bool yes);

    /// Whether somebody sees a question and can answer it.
    virtual bool can_ask() const = 0;

    /// What the person answers; absent where nobody can be asked.
    virtual std::optional<bool> answer_to(const std::string& question) = 0;

    /// The line that the person types; absent where nobody can be asked, or nothing more comes. What is shown `above` the
    /// question is seen at once.
    virtual std::optional<std::string> typed_answer(const std::string& question, std::span<const Line> above = {}) = 0;

    /// For what may be a slip, as the sentence says, and may be meant: asks, unless the person said --force. `Fault::refused`
    /// where it is not meant, or nobody can be asked.
    void must_be_meant(const std::string& sentence, const std::string& hint);

    /// The current change, under the store's lock. It is committed when the action has returned.
    virtual Change& change() = 0;

    struct NewStore {
        std::string path;
        bool in_new_repository = false;
    };

    /// Makes a desk in the folder (empty: where the command runs); `repository`: and a git repository, if there is none.
    virtual NewStore make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                                bool repository) = 0;

    /// Whether to show progress: somebody is watching.
    virtual bool shows_progress() const = 0;

    /// Sets up git's merge driver if the desk is in a repository. Returns whether that changed something.
    virtual bool set_up_merging() = 0;

    /// All of standard input, without a final line end. `Fault::usage` if it is not UTF-8.
    virtual std::string input() = 0;

    /// The bytes of standard input, whatever they are. `Fault::io` where there are more than `most`, `Fault::usage` where a
    /// person would have to type them.
    virtual std::string input_bytes(std::size_t most) = 0;

    /// A folder of the user's.
    virtual Folder folder_at(const std::string& path) = 0;

    /// The bytes of a file of the user's, or standard input for `-`.
    virtual std::string file(const std::string& path) = 0;

    /// The same of a plain file of so many bytes at most: nothing that never ends. `Fault::refused` for any other.
    virtual std::string plain_file(const std::string& path, std::size_t most) = 0;

    /// The same, for a text that a person wrote. `Fault::usage` if it is not UTF-8.
    std::string text_file(const std::string& path);

    /// Writes one of the user's files, completely or not at all; refuses to replace anything but a plain file.
    virtual void write_file(const std::string& path, const std::string& content) = 0;

    /// Lets the user edit the text, as git does for a commit message: what is below the scissors line is explanation and
    /// is cut off. `Fault::usage` if the result is not UTF-8. `Fault::io` if the editor fails; the text is then kept in a file
    /// that the error names.
    virtual std::string edited(const std::string& text, const std::string& explanation) = 0;

    /// Whether there is an editor, or a terminal to open one on.
    virtual bool has_editor() const = 0;

    /// Sends the mail by the user's program. `Fault::io` where that fails.
    virtual void send_mail(const std::string& mail) = 0;

    /// Keeps a text that could not be stored in a file of its own and answers its path.
    virtual std::string keep(const std::string& text) = 0;

    /// Shows a page of the manual, as in {"1", "desk-new"}. False where there is no terminal, no such page, or no `man`.
    virtual bool opens_manual(const std::string& section, const std::string& page) = 0;

    /// How wide a text may be that is broken into lines.
    virtual int text_width() const = 0;

    /// Calls this once the change is written.
    virtual void when_written(std::function<void()> then) = 0;

    /// Where the user's programs keep what they remember; empty where nobody knows.
    virtual std::string state_folder() const = 0;

    /// Where what is temporary belongs.
    virtual std::string temporary_folder() const = 0;

    /// The references of the words; `-` reads one per line from standard input.
    std::vector<Reference> references(std::span<const std::string> words);

    /// A moment that was typed: `Fault::usage` if it cannot be read.
    Instant moment(std::string_view typed, std::string_view option);

    /// The context for filters.
    Asking asking();

    /// A month that was typed, or this month: `Fault::usage` if it cannot be read.
    Month month(std::string_view typed);

    /// The name of the client that was typed, in any spelling, as tickets have it; empty stays empty.
    std::string client_from(const std::string& typed);

    /// A client that has a file: `Fault::not_found`, with a "did you mean", if there is none of that name.
    const Client& client(const std::string& typed);

    /// For a command that found nothing of the client: the same if it has no ticket either. An empty name is any client.
    void must_exist(const std::string& name);

    /// An agent that was typed; `me` is who acts.
    std::string agent_from(const std::string& typed) { return typed == "me" ? agent() : typed; }

protected:
    Context(Output& output, Instant at) : out(output), now(at) {}
};

/// A command, ready to run. Parsing is finished when it is called.
using Run = std::function<void(Context&)>;

/// How a command treats what it cannot read. It is reported in any case, once, when the command is done.
enum class Access {
    none,    ///< not reported: the command is not for people, or needs no desk
    read,    ///< exits with 5: its answer depends on it
    write,   ///< exits with 0: without what it needs it has refused to write
    either,  ///< both: it writes if it has taken the lock
    sweep,   ///< writes what it can, and exits with 5 so that it is noticed
};

/// What one wants to do with a command.
enum class Group {
    start,
    record,
    find,
    decide,
    finish,
    repair,
    month,
    desk,
    repository,
    further,  ///< what another command can do as well, and help: named by `desk help --all` alone
    hidden,   ///< for programs
};

struct Command {
    std::string_view name;
    Group group;
    std::string_view summary;
    Access access;
    Run (*bind)(Args&);
    std::string_view alias = {};  ///< another spelling
    bool may_insist = false;      ///< takes --force, although it does not name the tickets that it writes
};

/// Every command of the program, in the order of the help.
std::span<const Command> commands();

/// The command of this name or alias, or null.
const Command* command_named(std::string_view name);

/// The same: `Fault::usage`, with what was probably meant, where there is none.
const Command& command_meant(const std::string& word);

Run bind_answer(Args&);
Run bind_assign(Args&);
Run bind_attach(Args&);
Run bind_backup(Args&);
Run bind_calendar(Args&);
Run bind_call(Args&);
Run bind_check(Args&);
Run bind_client(Args&);
Run bind_close(Args&);
Run bind_complete(Args&);
Run bind_completion(Args&);
Run bind_confirm(Args&);
Run bind_correct(Args&);
Run bind_edit(Args&);
Run bind_escalate(Args&);
Run bind_hear(Args&);
Run bind_help(Args&);
Run bind_hours(Args&);
Run bind_init(Args&);
Run bind_kind(Args&);
Run bind_link(Args&);
Run bind_list(Args&);
Run bind_log(Args&);
Run bind_mail(Args&);
Run bind_merge_driver(Args&);
Run bind_new(Args&);
Run bind_next(Args&);
Run bind_note(Args&);
Run bind_outage(Args&);
Run bind_owed(Args&);
Run bind_policy(Args&);
Run bind_prioritise(Args&);
Run bind_promise(Args&);
Run bind_rate(Args&);
Run bind_reopen(Args&);
Run bind_report(Args&);
Run bind_reply(Args&);
Run bind_resolve(Args&);
Run bind_resume(Args&);
Run bind_restore(Args&);
Run bind_scope(Args&);
Run bind_show(Args&);
Run bind_status(Args&);
Run bind_step(Args&);
Run bind_sweep(Args&);
Run bind_sync(Args&);
Run bind_undo(Args&);
Run bind_uptime(Args&);
Run bind_wait(Args&);
Run bind_what_if(Args&);
Run bind_why(Args&);
Run bind_work(Args&);

}  // namespace desk::cli

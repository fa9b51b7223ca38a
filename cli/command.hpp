#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "cli/output/output.hpp"
#include "core/find/query.hpp"
#include "core/verbs/lifecycle.hpp"
#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

namespace desk::cli {

/// What a command works with. The store is found, the agent is asked for and the lock is taken on first use.
class Context {
public:
    virtual ~Context() = default;

    Output& out;
    const Instant now;
    std::optional<Fault> outcome;  ///< the exit status of a command that has shown what is wrong, rather than failed; what could
                                   ///< not be read is not its matter

    /// What the command shows is shown anew so often, in place, until ctrl-C; absent: it is shown once.
    std::optional<Seconds> redrawn_every;

    virtual const Store& store() = 0;
    const Policy& policy() { return store().policy(); }
    const Desk& desk() { return store().desk(); }

    /// The desk, for a command that depends on these tickets alone: the files of other clients do not concern it.
    const Desk& desk_for(std::span<const Ticket> tickets);
    Terms terms(const Ticket& ticket) { return terms_of(desk_for({&ticket, 1}), ticket); }

    /// For what is written only when all of it could be read: throws `Fault::malformed` where something could not.
    void must_have_read_all(const std::string& hint);

    /// Who acts: --as, DESK_AGENT, git's user; checked against the policy's agents.
    virtual const std::string& agent() = 0;

    /// The same, for a command that can do without: empty where nobody says who it is.
    virtual std::string agent_if_known() = 0;

    Acting acting() { return {policy(), agent(), now}; }

    /// The same, under the policy that holds for the ticket. Refuses with `Fault::malformed` where that cannot be read.
    Acting acting(const Ticket& ticket) { return acting(ticket.client, ticket.opened); }
    Acting acting(const std::string& client, Instant opened);

    /// The folder that the person means: that of -C, else where the command runs. There need not be a desk.
    virtual std::string folder() const = 0;

    /// Whether the person said --force.
    virtual bool forced() const = 0;

    /// What the person answers; absent where nobody can be asked.
    virtual std::optional<bool> answer_to(const std::string& question) = 0;

    /// For what may be a slip, as the sentence says, and may be meant: asks, unless the person said --force. `Fault::refused`
    /// where it is not meant, or nobody can be asked.
    void must_be_meant(const std::string& sentence, const std::string& hint);

    /// The change under way, under the store's lock. It is committed when the action has returned.
    virtual Change& change() = 0;

    struct NewStore {
        std::string path;
        bool in_new_repository = false;
    };

    /// Makes a desk in the folder (empty: where the command runs); `repository`: and a git repository, where there is none.
    virtual NewStore make_store(const std::string& folder, const std::string& name, const std::string& timezone,
                                bool repository) = 0;

    /// Whether a person looks on who wants to see how long work goes.
    virtual bool shows_progress() const = 0;

    /// Tells git, where the desk is in a repository, how tickets are merged. Answers whether that was news to it.
    virtual bool set_up_merging() = 0;

    /// All of standard input, without a final line end. `Fault::usage` when it is not UTF-8.
    virtual std::string input() = 0;

    /// The bytes of a file of the user's, or standard input for `-`.
    virtual std::string file(const std::string& path) = 0;

    /// The same, of a text that a person wrote. `Fault::usage` when it is not UTF-8.
    std::string text_file(const std::string& path);

    /// Writes a file of the user's, whole or not at all; what stands there and is no plain file is refused.
    virtual void write_file(const std::string& path, const std::string& content) = 0;

    /// Lets the person edit the text, as git does for a commit message: what stands below the scissors line is explanation and is
    /// cut off. `Fault::usage` when it is not UTF-8 then. `Fault::io` when the editor fails; the text is then kept in a file that
    /// the error names.
    virtual std::string edited(const std::string& text, const std::string& explanation) = 0;

    /// Keeps a text that could not be stored in a file of its own and answers its path.
    virtual std::string keep(const std::string& text) = 0;

    /// Where what is temporary belongs.
    virtual std::string temporary_folder() const = 0;

    /// The references of the words; `-` stands for one a line on standard input.
    std::vector<Reference> references(std::span<const std::string> words);

    /// A moment that was typed: `Fault::usage` when it cannot be read.
    Instant moment(std::string_view typed, std::string_view option);

    /// What the filters need to know.
    Asking asking();

    /// A month that was typed, this one where none was: `Fault::usage` when it cannot be read.
    Month month(std::string_view typed);

    /// The name of the client that was typed, in any spelling, as tickets have it; empty stays empty.
    std::string client_from(const std::string& typed);

    /// A client that has a file: `Fault::not_found`, with a "did you mean", when there is none of this name.
    const Client& client(const std::string& typed);

    /// For a command that has found nothing of the client: the same where it has no ticket either. An empty name is any client.
    void must_exist(const std::string& name);

    /// An agent that was typed; `me` is who acts.
    std::string agent_from(const std::string& typed) { return typed == "me" ? agent() : typed; }

protected:
    Context(Output& output, Instant at) : out(output), now(at) {}
};

/// A command, ready to run. Parsing is finished when it is called.
using Run = std::function<void(Context&)>;

/// How a command answers for what it cannot read. It is told in any case, once, when the command is done.
enum class Access {
    none,    ///< not even told: it is no command for people, or of no desk
    read,    ///< exits with 5: its answer depends on it
    write,   ///< exits with 0: what it needs it has refused to write without
    either,  ///< a command of both modes: it writes where it has taken the lock
    sweep,   ///< writes what it can, and exits with 5: whoever started it must notice
};

enum class Group { tickets, time, desk, repository, hidden };

struct Command {
    std::string_view name;
    Group group;
    std::string_view summary;
    Access access;
    Run (*bind)(Args&);
    std::string_view alias = {};  ///< another spelling
};

/// Every command of the program, in the order of the help.
std::span<const Command> commands();

/// The command of this name or alias, or null.
const Command* command_named(std::string_view name);

Run bind_answer(Args&);
Run bind_assign(Args&);
Run bind_backup(Args&);
Run bind_calendar(Args&);
Run bind_check(Args&);
Run bind_client(Args&);
Run bind_close(Args&);
Run bind_complete(Args&);
Run bind_confirm(Args&);
Run bind_correct(Args&);
Run bind_edit(Args&);
Run bind_escalate(Args&);
Run bind_hear(Args&);
Run bind_hours(Args&);
Run bind_init(Args&);
Run bind_kind(Args&);
Run bind_link(Args&);
Run bind_list(Args&);
Run bind_log(Args&);
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

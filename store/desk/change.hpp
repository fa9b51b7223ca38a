#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ticket/ticket.hpp"
#include "store/desk/store.hpp"
#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"
#include "store/file/lock.hpp"
#include "store/git/repository.hpp"

namespace desk {

/// A change of the store under its lock. Stage, then commit; without a commit nothing happens.
class Change {
public:
    struct Options {
        bool git = true;             ///< one git commit, if there is a repository and the policy wants it
        bool lose_comments = false;  ///< `--force`
        bool dry = false;            ///< `--dry-run`: nothing is locked, written or committed
    };

    /// What would become of a file; without a text it is not there.
    struct Preview {
        std::string path;
        std::optional<std::string> before, after;
    };
    struct Previews {
        std::string subject;  ///< of the commit
        std::vector<Preview> files;
    };

    /// Takes the lock: `Fault::busy` if another process keeps it. Then finishes what others left
    /// unfinished (`finish_unfinished`).
    explicit Change(const Store& store, Options options);

    /// A new reference of this month that no ticket has.
    Reference mint(Month month);

    /// The ticket as it is now, including what was staged before. Refuses with `Fault::malformed` one whose header does not
    /// follow from its log, and with `Fault::refused` one that would lose a comment.
    Ticket load(const Reference& reference);

    /// Stages the ticket. `summary` is its line of the git message: `resolve: export template corrected`.
    void stage(const Ticket& ticket, const std::string& summary);

    /// Stages any other file of the store.
    void stage_file(const std::string& path, const std::string& content, const std::string& summary);

    /// Stages the removal of a file, once all others are written.
    void stage_removal(const std::string& path, const std::string& summary);

    /// Nothing is staged any more.
    void clear() { staged_.clear(); }

    bool empty() const;

    /// What `commit` would write now.
    Previews previews() const;

    /// Writes all, then commits to git. `at_last` is called when everything is on the disk beside the files that it will replace:
    /// if it throws, nothing is changed. Where git refuses, the files are written all the same, and whoever takes the lock next
    /// commits them.
    Git::Attempt commit(const std::function<void()>& at_last = {});

private:
    struct Staged {
        std::string content, summary;
        bool create = false;
        std::optional<Ticket> ticket;
        bool remove = false;
    };
    void stage(const std::string& path, Staged staged);
    std::string message() const;  ///< of the commit

    const Store& store_;
    Options options_;
    std::optional<Lock> lock_;
    std::map<std::string, Staged> staged_;  ///< by path
    std::vector<Reference> minted_;
};

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "store/desk/store.hpp"
#include "store/git/sync.hpp"

namespace desk {

struct SyncOptions {
    bool removals = false;  ///< what was removed here is removed for all
    bool progress = false;
};

struct Synced {
    Remote remote;
    std::vector<std::string> committed = {};  ///< what was left to commit
    std::vector<Arrival> came = {};           ///< the new ones first, then by path
    int sent = 0;                             ///< commits
    int held = 0;                             ///< commits that may not be sent: the problems say why
    bool was_gone = false;                    ///< the remote had lost the branch
    bool attributes = false;                  ///< .gitattributes had not said how tickets are merged
    std::string overridden = {};              ///< what overrides .gitattributes in how git merges; asked only if needed
    std::vector<Problem> problems = {};       ///< files that were left alone, and why
};

/// Makes this clone and the remote the same: fetches, commits what is uncommitted, merges and pushes; and again, for a
/// limited time, while somebody else pushes first. What was pushed is never rewritten. The store is locked only while its
/// files change. What would remove something of the desk for others, or leave them with an unreadable contract, is not sent.
/// `Fault::io` with nothing changed if the remote cannot be reached.
Synced sync(const Store& store, const SyncOptions& options);

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "store/desk/store.hpp"
#include "store/git/sync.hpp"

namespace desk {

struct Synced {
    Remote remote;
    std::vector<std::string> committed;  ///< what was left to commit
    std::vector<Arrival> came;           ///< the new ones first, then by path
    int sent = 0;                        ///< commits
    std::vector<Problem> problems;       ///< files that were left alone, and why
};

/// Makes this clone and the remote the same: fetches, commits what is left over, merges and pushes; and again, for a bounded
/// time, while somebody else is first. What was pushed is never rewritten. The store is locked only while its files change.
/// `Fault::io` with nothing changed when the remote cannot be reached.
Synced sync(const Store& store, bool progress);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "store/desk/store.hpp"
#include "store/git/sync.hpp"

/// What must not be shared with others.
namespace desk {

/// The changed files that must not be committed as they are, and why.
std::vector<Problem> not_to_commit(const Store& store, const std::vector<std::string>& changed);

/// What our commits must not do to others: remove what counts, unless `removals`, or bring a file of the desk that
/// can no longer be read. Each names its commit. Empty: they may be sent.
std::vector<Problem> not_to_send(const Store& store, const Git& git, const Remote& remote, bool removals);

}  // namespace desk

#pragma once

#include "store/toml/policy_draft.hpp"

namespace desk {

/// The tables `[process.NAME]`: each replaces an existing one of that name.
void read_processes(Settings& root, PolicyDraft& draft);

}  // namespace desk

#pragma once

#include "store/toml/policy_draft.hpp"

namespace desk {

/// The tables `[process.NAME]`: each takes the place of the one of that name that is there already.
void read_processes(Settings& root, PolicyDraft& draft);

}  // namespace desk

#pragma once

#include "core/contract/response.hpp"
#include "store/toml/policy_draft.hpp"

namespace desk {

/// What stops a response clock: `[clock] response`, and that of a kind.
std::vector<Response> responses_from(const Setting& setting);

/// The tables that say how the desk handles its tickets: `[clock]`, `[escalation]`, `[[assess]]`, `[[route]]`, `[[shift]]`,
/// `[intake]`, `[contacts]` and `[updates]`.
void read_rules(Settings& root, PolicyDraft& draft);

}  // namespace desk

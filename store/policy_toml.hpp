#pragma once

#include <string>
#include <string_view>

#include "core/policy.hpp"
#include "store/calendar_toml.hpp"

/// desk.toml -> Policy, after desk.toml(5).
namespace desk {

/// Refuses what it does not understand with `Fault::malformed`, `file:line:column`, and a "did you mean" for unknown keys. Files
/// over 64 KiB are refused unread. `[[tier]]`, kinds and agents keep the order of the file. `read` gives the files it names.
Policy policy_from_toml(std::string_view text, const std::string& file = "desk.toml", const ReadFile& read = {});

/// What `desk init` writes: a commented policy that works as it is. `agent` is a line of the agents table, or empty.
std::string default_policy_toml(const std::string& name, const std::string& timezone, const Policy::Agent& agent);

}  // namespace desk

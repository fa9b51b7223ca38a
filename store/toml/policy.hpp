#pragma once

#include <string>
#include <string_view>

#include "core/contract/policy.hpp"
#include "store/toml/calendar.hpp"

/// desk.toml and policies/NAME.toml -> Policy, after desk.toml(5).
namespace desk {

/// Refuses what it does not understand with `Malformed`: its place, and a "did you mean" for unknown keys, names and words. Files
/// over 64 KiB are refused unread. `[[tier]]`, kinds and agents keep the order of the file. `read` gives the files it names.
Policy policy_from_toml(std::string_view text, const std::string& file = "desk.toml", const ReadFile& read = {});

/// The same for a further policy: it starts as a copy of the desk's, which the text changes.
Policy further_policy_from_toml(std::string_view text, const std::string& file, Policy policy, const ReadFile& read = {});

/// A contract to compare with the desk's: a whole policy if it names its time zone, else a further one.
Policy other_policy_from_toml(std::string_view text, const std::string& file, const Policy& policy, const ReadFile& read = {});

}  // namespace desk

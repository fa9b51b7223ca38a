#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/places.hpp"
#include "core/contract/client.hpp"
#include "store/file/file.hpp"
#include "store/toml/calendar.hpp"

namespace desk {

/// The files of a desk, wherever they are.
struct DeskFiles {
    /// Absent if there is no such file. Refuses files over `limit` bytes.
    std::function<std::optional<std::string>(const std::string& path, std::size_t limit)> read;
    /// The names in a folder, sorted, without those that begin with a dot.
    std::function<std::vector<std::string>(const std::string& folder)> names;

    ReadFile reader() const;  ///< of what policies name; lives as long as these
};

/// The folder must outlive them.
DeskFiles files_in(const Folder& folder);

/// The places that a desk is read from, besides the files that its policies name.
constexpr std::array<std::string_view, 4> read_from{places::policy, places::further_policies, places::clients,
                                                    places::agreements};

/// The desk of this policy with the further ones of `policies/`, the clients of `clients/` and what they agreed to. What cannot
/// be read is among its problems; a client of such a file, or of such a policy, is `broken`.
Desk desk_from(const DeskFiles& files, const Policy& policy);

/// The policy in the text of a desk.toml; a refusal becomes a problem.
std::optional<Policy> policy_from(const std::string& text, const ReadFile& read, std::vector<Problem>& problems);

}  // namespace desk

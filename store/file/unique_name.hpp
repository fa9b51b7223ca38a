#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace desk {

/// `.<name>.tmp.<pid>.<random>`: hidden, and nobody else's. What a file or folder is called until it is finished.
std::string unique_name(std::string_view name);

/// The name in one that `unique_name` made, whatever was appended to it; absent in all other names.
std::optional<std::string_view> finished_name(std::string_view name);

/// Whether `unique_name` made it in a process that is gone.
bool is_left_over(std::string_view name);

}  // namespace desk

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace desk {

/// `.<name>.tmp.<pid>.<random>`: hidden, and unique. The name of a file or folder until it is finished.
std::string unique_name(std::string_view name);

/// Gives a finished file its name in the folder, and never takes one from another file; false with errno. If that took a
/// hard link, the unfinished name may stay: it is swept as a leftover.
bool put_in_place(int folder, const std::string& unfinished, const std::string& name);

/// The name in one that `unique_name` made, whatever was appended to it; absent in all other names.
std::optional<std::string_view> finished_name(std::string_view name);

/// Whether `unique_name` made it in a process that is gone.
bool is_left_over(std::string_view name);

}  // namespace desk

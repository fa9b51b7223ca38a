#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace desk {

/// `.<name>.tmp.<pid>.<random>`: hidden, and nobody else's. What a file or folder is called until it is finished.
std::string unique_name(std::string_view name);

/// Gives what is finished its name in the folder, and never takes one from another file; false with errno. Where a link had to
/// do, the unfinished name may stay: it is swept as what is left over.
bool put_in_place(int folder, const std::string& unfinished, const std::string& name);

/// The name in one that `unique_name` made, whatever was appended to it; absent in all other names.
std::optional<std::string_view> finished_name(std::string_view name);

/// Whether `unique_name` made it in a process that is gone.
bool is_left_over(std::string_view name);

}  // namespace desk

#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace desk {

/// A name under which what came from others can lie in a folder: its last component, without what nobody sees and without dots
/// before it. Where nothing is left of it, `part-2.pdf` by its number and type.
std::string safe_file_name(std::string_view name, std::string_view type, std::size_t number);

/// The name, with `-2` and so on where it is taken, in whatever capitals; then it is taken, too.
std::string unlike(const std::string& name, std::set<std::string>& taken);

}  // namespace desk

#pragma once

#include <optional>

#include "store/file/atomic_writes.hpp"
#include "store/file/file.hpp"

namespace desk {

/// The .gitattributes of the desk with all of the lines that tell git how to keep and merge its files, behind what it says
/// besides; absent: it has them.
std::optional<Write> attributes_to_write(const Folder& folder);

}  // namespace desk

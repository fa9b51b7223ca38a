#pragma once

#include <string>
#include <vector>

#include "store/git/repository.hpp"

namespace desk {

/// Checks out again what stands there with CRLF, though git keeps it with LF and nobody has changed it: the attributes have come
/// later than the files.
void renew_line_ends(const Git& git, const std::vector<std::string>& below);

}  // namespace desk

#pragma once

#include <string>
#include <vector>

#include "store/git/repository.hpp"

namespace desk {

/// Checks out again what stands there with CRLF, though git keeps it with LF and nobody has changed it: the attributes have come
/// later than the files.
void renew_line_ends(const Git& git, const std::vector<std::string>& below);

/// What git holds of a file, which need not be there: `set`, `unset`, `unspecified`, or a value.
struct HeldAttribute {
    std::string path, name, value;
};

/// These attributes of each path. None where git cannot say.
std::vector<HeldAttribute> attributes_of(const Git& git, const std::vector<std::string>& paths,
                                         const std::vector<std::string>& names);

}  // namespace desk

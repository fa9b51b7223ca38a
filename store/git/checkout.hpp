#pragma once

#include <string>
#include <vector>

#include "store/git/repository.hpp"

namespace desk {

/// Checks out again unchanged files that have CRLF though git keeps them with LF, because the attributes came
/// later than the files.
void renew_line_ends(const Git& git, const std::vector<std::string>& below);

/// An attribute of a file, which need not exist: `set`, `unset`, `unspecified`, or a value.
struct HeldAttribute {
    std::string path, name, value;
};

/// These attributes of each path. None if git cannot say.
std::vector<HeldAttribute> attributes_of(const Git& git, const std::vector<std::string>& paths,
                                         const std::vector<std::string>& names);

}  // namespace desk

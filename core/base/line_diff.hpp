#pragma once

#include <string_view>
#include <vector>

namespace desk {

/// A line that goes, or one that comes.
struct ChangedLine {
    bool comes = false;
    std::string_view text;

    friend bool operator==(const ChangedLine&, const ChangedLine&) = default;
};

/// The lines in which two texts differ, in their order; as few as can be, unless a very large part of both differs. They point
/// into the texts.
std::vector<ChangedLine> changed_lines(std::string_view before, std::string_view after);

}  // namespace desk

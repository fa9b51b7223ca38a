#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "cli/output/parts.hpp"

namespace desk::cli {

constexpr int part_gap = 2;  ///< blanks between the columns of a part

/// How wide each column of a part is; absent: it is left out.
using Widths = std::vector<std::optional<int>>;

/// The rows of a part that are shown, with their texts made visible.
struct ShownPart {
    const ScreenPart* part = nullptr;
    std::vector<std::vector<Piece>> rows;
    std::size_t more = 0;
    Widths widths;
};

/// Gives the columns of each part their widths, so that a row takes no more than the room. Bars get what is left where they are
/// wanted.
void give_widths(std::vector<ShownPart>& all, int room, bool with_bars);

}  // namespace desk::cli

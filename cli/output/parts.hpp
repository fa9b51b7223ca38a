#pragma once

#include <string>
#include <vector>

#include "cli/output/output.hpp"

/// A page of several parts that fills a screen and does not go beyond it: each part is a label, and rows of pieces side by side.
namespace desk::cli {

/// A piece of a row.
struct Piece {
    std::string text{};
    Look look = Look::normal;
    double bar = 0;  ///< in a column of bars: how much of its width is filled
    double bad = 0;  ///< and how much of it, from the left, is bad
};

struct PartColumn {
    enum class Kind {
        text,
        figure,  ///< aligned to the right, and never cut
        title,   ///< gives way to the others; as wide in every part
        bar,     ///< takes what the others leave; nothing where there is no terminal
    };
    Kind kind = Kind::text;
    int expendable =
        0;  ///< left out where the title has too little room, the highest first, 1 only where it has hardly any; 0: never
};

struct ScreenPart {
    std::string label{};    ///< `Late`: beside the first row
    std::string heading{};  ///< `Near their limit`: above the rows, where there is no screen to be filled
    std::string note{};     ///< under the label, where there is a row for it
    Look look = Look::strong;
    int count = 0;        ///< of all there is, behind the label; 0: it is not told
    int weight = 1;       ///< of what is given to parts that want more rows
    int group = 0;        ///< parts of one have the same columns, and these are as wide in each of them
    bool beside = false;  ///< on a wide screen, in the right half
    std::vector<PartColumn> columns{};
    std::vector<std::vector<Piece>> rows{};
    std::vector<Piece> last{};  ///< a row that is a sentence, behind the others
};

/// The size of what is filled.
struct Screen {
    bool is_terminal = false;
    int columns = 72;
    int lines = 0;  ///< 0: as many as are wanted
};

/// Parts without rows are left out. No line is wider than the screen. As long as there is room for the labels, the lines are no
/// more than it has; who wants more rows than there are shares what is left, by weight and in order.
std::vector<Line> laid_out(const std::vector<ScreenPart>& parts, const Screen& screen);

}  // namespace desk::cli

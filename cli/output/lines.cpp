#include "cli/output/lines.hpp"

#include <algorithm>
#include <utility>

#include "cli/output/display.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr int readable = 100;  ///< columns; longer lines tire the eye
constexpr int narrowest = 10;  ///< however deep the indent

std::string_view sgr(Look look) {
    switch (look) {
        case Look::strong: return "\x1b[1m";
        case Look::faint: return "\x1b[2m";
        case Look::good: return "\x1b[32m";
        case Look::warning: return "\x1b[33m";
        case Look::bad: return "\x1b[31m";
        case Look::accent: return "\x1b[36m";
        case Look::normal: break;
    }
    return {};
}

/// The spans of a line as one text, so that it can be broken without regard to them.
struct Joined {
    struct Stretch {
        std::size_t end;
        Look look;
    };
    std::string text;
    std::vector<Stretch> stretches;
};

Joined join(const std::vector<Span>& spans) {
    Joined joined;
    for (const auto& span : spans) {
        joined.text += visible_lines(span.text);
        joined.stretches.push_back({joined.text.size(), span.look});
    }
    return joined;
}

/// Puts a part of the joined text, each stretch of it in its own look.
void put_part(const Joined& joined, std::string_view part, Lines& out) {
    auto begin = static_cast<std::size_t>(part.data() - joined.text.data());
    const auto end = begin + part.size();
    for (const auto& stretch : joined.stretches) {
        if (stretch.end <= begin) continue;
        const auto until = std::min(stretch.end, end);
        out.put(std::string_view(joined.text).substr(begin, until - begin), stretch.look);
        begin = until;
        if (begin == end) break;
    }
}

}  // namespace

void Lines::put(std::string_view piece, Look look) {
    const auto solid = piece.substr(0, piece.find_last_not_of(' ') + 1);
    const auto final_blanks = static_cast<int>(piece.size() - solid.size());
    if (!solid.empty()) {
        text_.append(static_cast<std::size_t>(held_), ' ');
        held_ = 0;
        const auto code = colour_ ? sgr(look) : std::string_view();
        text_ += code;
        text_ += solid;
        if (!code.empty()) text_ += "\x1b[0m";
    }
    held_ += final_blanks;
}

void Lines::end_line() {
    text_ += '\n';
    held_ = 0;
}

namespace {

/// The text as lines; those after the first have less room.
std::vector<std::string_view> broken(std::string_view text, int room, int hang) {
    auto parts = wrapped(text, room);
    if (hang == 0 || parts.size() < 2) return parts;
    auto all = wrapped(text.substr(static_cast<std::size_t>(parts[1].data() - text.data())), std::max(room - hang, narrowest));
    all.insert(all.begin(), parts.front());
    return all;
}

}  // namespace

std::string to_text(std::span<const Line> lines, const Terminal& terminal) {
    Lines out(terminal.colour);
    for (const auto& line : lines) {
        const auto joined = join(line.spans);
        const int room = std::max(std::min(terminal.columns, readable) - line.indent, narrowest);
        const bool breaks = line.wrap && terminal.is_fitted;
        bool is_first = true;
        for (const auto part : breaks ? broken(joined.text, room, line.hang) : split(joined.text, '\n')) {
            out.blanks(line.indent + (std::exchange(is_first, false) ? 0 : line.hang));
            put_part(joined, part, out);
            out.end_line();
        }
    }
    return out.text();
}

}  // namespace desk::cli

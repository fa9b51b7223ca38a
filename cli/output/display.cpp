#include "cli/output/display.hpp"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "core/base/text.hpp"
#include "core/base/unicode.hpp"
#include "core/base/utf8.hpp"
#include "store/yaml/canonical_scalar.hpp"

namespace desk::cli {
namespace {

constexpr int no_character = -1;  ///< a byte that is not UTF-8

struct Character {
    std::int32_t point = no_character;
    std::size_t size = 1;
};

Character first_character(std::string_view text) {
    char32_t code = 0;
    const auto size = decode_utf8(text, code);
    return size > 0 ? Character{static_cast<std::int32_t>(code), size} : Character{};
}

bool is_plain(char byte) { return byte >= ' ' && byte <= '~'; }

/// How many bytes from the start are printable ASCII.
std::size_t plain_size(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
}

bool is_joiner(std::int32_t point) { return point == 0x200C || point == 0x200D; }

bool is_selector(std::int32_t point) { return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF); }

/// Whether a terminal or a reader can be fooled by it. Joiners and selectors are: they are let through by their neighbours.
bool is_hidden(std::int32_t point) { return point == no_character || desk::is_hidden(static_cast<char32_t>(point)); }

/// Whether a joiner or a selector has its proper place between what was let through before it and what follows it.
bool belongs(std::int32_t point, std::int32_t before, std::string_view after) {
    if (is_selector(point)) return before != no_character && !is_selector(before) && !is_joiner(before);
    if (!is_joiner(point) || before < 0x80 || is_joiner(before) || after.empty()) return false;
    const auto next = first_character(after).point;
    return next >= 0x80 && !is_hidden(next);
}

void append_name(std::string& out, const Character& character, char byte) {
    if (byte == '\n' || byte == '\r' || byte == '\t')
        out += byte == '\n' ? "\\n" : byte == '\r' ? "\\r" : "\\t";
    else if (character.point < 0x80)
        fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(byte));
    else
        fmt::format_to(std::back_inserter(out), "<U+{:04X}>", character.point);
}

/// A character as a person sees it: with its combining marks, a joined emoji, a flag.
struct Cluster {
    std::size_t size = 0;
    int columns = 0;
};

Cluster first_cluster(std::string_view text) {
    const auto first = first_character(text);
    if (first.point == no_character) return {1, 1};
    Cluster cluster{first.size, columns_of(first.point)};
    std::int32_t state = 0;
    for (auto before = first.point; cluster.size < text.size();) {
        const auto next = first_character(text.substr(cluster.size));
        if (next.point == no_character || begins_cluster(before, next.point, state)) break;
        constexpr std::int32_t emoji_style = 0xFE0F, keycap = 0x20E3;
        const bool widens =
            next.point == keycap || ((next.point == emoji_style || is_emoji(next.point)) && is_emoji(first.point));
        cluster.columns += widens ? 2 : columns_of(next.point);
        cluster.size += next.size;
        before = next.point;
    }
    cluster.columns = std::min(cluster.columns, 2);
    return cluster;
}

/// How many bytes from the start are characters of one column each, for sure: the last of a plain run may carry a mark.
std::size_t simple_size(std::string_view text) {
    const auto plain = plain_size(text);
    return plain == text.size() || plain == 0 ? plain : plain - 1;
}

/// The longest beginning, in whole characters, that is no wider than `columns`.
Cluster beginning(std::string_view text, int columns) {
    Cluster taken;
    while (taken.size < text.size()) {
        const auto rest = text.substr(taken.size);
        const auto room = static_cast<std::size_t>(columns - taken.columns);
        auto next = Cluster{};
        if (const auto simple = simple_size(rest.substr(0, room + 1)); simple > 0) {
            next.size = std::min(simple, room);
            next.columns = static_cast<int>(next.size);
        } else {
            next = first_cluster(rest);
        }
        if (next.size == 0 || taken.columns + next.columns > columns) break;
        taken.size += next.size;
        taken.columns += next.columns;
    }
    return taken;
}

std::string_view without_final_blanks(std::string_view text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

void wrap_line(std::string_view line, int columns, std::vector<std::string_view>& lines) {
    line = without_final_blanks(line);
    for (auto fits = beginning(line, columns).size; fits < line.size(); fits = beginning(line, columns).size) {
        const auto blank = line.rfind(' ', fits);
        const bool between_words = blank != line.npos && line.find_first_not_of(' ') < blank;
        const auto end = between_words ? blank : fits;
        lines.push_back(without_final_blanks(line.substr(0, end)));
        line.remove_prefix(line.find_first_not_of(' ', end));
    }
    lines.push_back(line);
}

}  // namespace

std::string visible(std::string_view text) {
    std::string out;
    auto before = no_character;  // the last character, if it was let through
    for (std::size_t i = 0; i < text.size();) {
        if (const auto plain = plain_size(text.substr(i)); plain > 0) {
            out += text.substr(i, plain);
            i += plain;
            before = static_cast<unsigned char>(text[i - 1]);
            continue;
        }
        const auto character = first_character(text.substr(i));
        const auto after = text.substr(i + character.size);
        if (!is_hidden(character.point) || belongs(character.point, before, after)) {
            out += text.substr(i, character.size);
            before = character.point;
        } else {
            append_name(out, character, text[i]);
            before = no_character;
        }
        i += character.size;
    }
    return out;
}

std::string visible_lines(std::string_view text) {
    std::string out;
    for (const auto line : split(text, '\n')) {
        if (line.data() != text.data()) out += '\n';
        int column = 0;
        for (const auto piece : split(line, '\t')) {
            if (piece.data() != line.data()) {
                const int blanks = 8 - column % 8;
                out.append(static_cast<std::size_t>(blanks), ' ');
                column += blanks;
            }
            const auto shown = visible(piece);
            out += shown;
            column += width(shown);
        }
    }
    return out;
}

int width(std::string_view text) { return beginning(text, INT_MAX).columns; }

std::string fitted(std::string_view text, int columns) {
    if (columns <= 0) return {};
    if (beginning(text, columns).size == text.size()) return std::string(text);
    const auto kept = text.substr(0, beginning(text, columns - 1).size);
    return std::string(without_final_blanks(kept)) + "…";
}

std::vector<std::string_view> wrapped(std::string_view text, int columns) {
    std::vector<std::string_view> lines;
    for (const auto line : split(text, '\n')) wrap_line(line, std::max(columns, 2), lines);
    return lines;
}

std::string bar(double share, int columns) {
    constexpr std::string_view blocks[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    const double sure = std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : (share > 0 ? 1.0 : 0.0);
    const int eighths = static_cast<int>(std::lround(sure * columns * 8));
    std::string out;
    for (int column = 0; column < columns; ++column) out += blocks[std::clamp(eighths - column * 8, 0, 8)];
    return out;
}

}  // namespace desk::cli

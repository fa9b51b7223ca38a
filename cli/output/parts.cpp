#include "cli/output/parts.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "cli/output/display.hpp"
#include "cli/output/part_widths.hpp"

namespace desk::cli {
namespace {

constexpr int beside_from = 150;  ///< columns of a screen with room for two halves
constexpr int between_halves = 4;
constexpr std::size_t most_rows = 20;  ///< of a part, where there is no screen

using Kind = PartColumn::Kind;

/// A line being put together, and how wide it is by now.
struct Measured {
    std::vector<Span> spans;
    int columns = 0;

    void put(std::string text, Look look) {
        columns += width(text);
        spans.push_back({std::move(text), look});
    }
    void fill(int until) {
        if (until > columns) put(std::string(static_cast<std::size_t>(until - columns), ' '), Look::normal);
    }
};

std::size_t wanted(const ScreenPart& part) { return part.rows.size() + (part.last.empty() ? 0 : 1); }

/// How many rows each part gets.
std::vector<std::size_t> shares(const std::vector<const ScreenPart*>& parts, std::size_t room) {
    std::vector<std::size_t> given(parts.size(), 0);
    const auto give = [&](std::size_t at, std::size_t most) {
        const auto more = std::min({most, wanted(*parts[at]) - given[at], room});
        given[at] += more;
        room -= more;
        return more > 0;
    };
    for (std::size_t i = 0; i < parts.size(); ++i) give(i, 1);
    for (bool any = true; any && room > 0;) {
        any = false;
        for (std::size_t i = 0; i < parts.size(); ++i) any = give(i, static_cast<std::size_t>(parts[i]->weight)) || any;
    }
    return given;
}

ShownPart shown(const ScreenPart& part, std::size_t given) {
    ShownPart made{&part, {}, 0, {}};
    const auto rows = std::min(part.rows.size(), given == wanted(part) ? given : std::max<std::size_t>(given, 1));
    made.more = part.rows.size() - rows;
    for (std::size_t i = 0; i < rows; ++i) {
        auto& row = made.rows.emplace_back(part.rows[i]);
        for (auto& piece : row) piece.text = visible(piece.text);
    }
    return made;
}

void put_bar(Measured& line, const Piece& piece, int columns) {
    const auto whole = [&](double share) {
        return share > 0 ? std::clamp(static_cast<int>(std::lround(share * columns)), 1, columns) : 0;
    };
    const int bad = whole(std::min(piece.bad, piece.bar));
    const auto rest = bad > 0 ? static_cast<double>(whole(piece.bar) - bad) / std::max(columns - bad, 1) : piece.bar;
    line.put(bar(1, bad), Look::bad);
    line.put(bar(rest, columns - bad), piece.look);
}

void put_row(Measured& line, const ShownPart& shown, const std::vector<Piece>& row, int until) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!shown.widths[i]) continue;
        const auto kind = shown.part->columns[i].kind;
        if (kind == Kind::bar) {
            put_bar(line, row[i], *shown.widths[i]);
        } else {
            const auto text = fitted(row[i].text, *shown.widths[i]);
            if (kind == Kind::figure) line.fill(line.columns + *shown.widths[i] - width(text));
            const auto begin = line.columns - (kind == Kind::figure ? *shown.widths[i] - width(text) : 0);
            line.put(text, row[i].look);
            line.fill(begin + *shown.widths[i]);
        }
        if (line.columns < until) line.fill(std::min(line.columns + part_gap, until));
    }
}

/// A sentence, cut where it does not fit.
void put_sentence(Measured& line, const std::vector<Piece>& pieces, int until) {
    for (const auto& piece : pieces) line.put(fitted(visible(piece.text), until - line.columns), piece.look);
}

std::string counted(const std::string& label, int count) { return count > 0 ? fmt::format("{} {}", label, count) : label; }

std::string more_text(std::size_t count) { return fmt::format("+{} more", count); }

/// What stands under a label: how much is not shown, else the note.
std::string under(const ShownPart& shown) { return shown.more > 0 ? more_text(shown.more) : shown.part->note; }

int widest_label(const std::vector<const ScreenPart*>& parts) {
    int widest = 0;
    for (const auto* part : parts) {
        const auto rows = part->rows.size();
        widest = std::max(
            {widest, width(counted(part->label, part->count)), width(part->note), rows > 1 ? width(more_text(rows)) : 0});
    }
    return widest;
}

std::vector<ShownPart> shown_parts(const std::vector<const ScreenPart*>& parts, std::size_t lines, int room) {
    const auto given = shares(parts, lines);
    std::vector<ShownPart> all;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (given[i] == 0) continue;
        all.push_back(shown(*parts[i], given[i]));
    }
    give_widths(all, room, true);
    return all;
}

/// The rows of a part with its label beside them.
void put_beside_label(const ShownPart& shown, std::size_t given, int gutter, int columns, std::vector<Measured>& lines) {
    const auto& part = *shown.part;
    for (std::size_t i = 0; i < given; ++i) {
        Measured line;
        if (i == 0) line.put(counted(part.label, part.count), part.look);
        if (i == 1) line.put(fitted(under(shown), gutter - part_gap), Look::faint);
        line.fill(gutter);
        if (i < shown.rows.size())
            put_row(line, shown, shown.rows[i], columns);
        else
            put_sentence(line, part.last, columns);
        lines.push_back(std::move(line));
    }
}

std::vector<Measured> column_of(const std::vector<const ScreenPart*>& parts, int columns, int room) {
    const auto lines_given = static_cast<std::size_t>(std::max(room, 1));
    const int gutter = widest_label(parts) + part_gap;
    const auto given = shares(parts, lines_given);
    const auto all = shown_parts(parts, lines_given, columns - gutter);
    std::size_t wants = parts.empty() ? 0 : parts.size() - 1;
    for (const auto* part : parts) wants += wanted(*part);
    const bool is_airy = wants <= lines_given;  // all is shown, and empty lines as well
    std::vector<Measured> lines;
    std::size_t next = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (given[i] == 0) continue;
        if (is_airy && !lines.empty()) lines.emplace_back();
        put_beside_label(all[next++], given[i], gutter, columns, lines);
    }
    return lines;
}

std::vector<Line> lines_of(std::vector<Measured> measured) {
    std::vector<Line> lines;
    lines.reserve(measured.size());
    for (auto& each : measured) lines.push_back({std::move(each.spans)});
    return lines;
}

std::vector<Line> side_by_side(const std::vector<const ScreenPart*>& left, const std::vector<const ScreenPart*>& right,
                               const Screen& screen) {
    const int right_columns = (screen.columns - between_halves) * 9 / 20;
    auto lines = column_of(left, screen.columns - between_halves - right_columns, screen.lines);
    auto others = column_of(right, right_columns, screen.lines);
    lines.resize(std::max(lines.size(), others.size()));
    for (std::size_t i = 0; i < others.size(); ++i) {
        lines[i].fill(screen.columns - right_columns);
        std::ranges::move(others[i].spans, std::back_inserter(lines[i].spans));
    }
    return lines_of(std::move(lines));
}

/// Under headings, without bars.
std::vector<Line> under_headings(const std::vector<const ScreenPart*>& parts, int columns) {
    constexpr int indent = 2;
    std::vector<ShownPart> all;
    all.reserve(parts.size());
    for (const auto* part : parts) all.push_back(shown(*part, std::min(wanted(*part), most_rows + (part->last.empty() ? 0 : 1))));
    give_widths(all, columns - indent, false);
    std::vector<Line> lines;
    const auto put = [&](auto fill) {
        Measured line;
        line.fill(indent);
        fill(line);
        lines.push_back({std::move(line.spans)});
    };
    for (const auto& shown : all) {
        if (!lines.empty()) lines.emplace_back();
        lines.push_back({{{counted(shown.part->heading, shown.part->count), shown.part->look}}});
        for (const auto& row : shown.rows) put([&](Measured& line) { put_row(line, shown, row, columns); });
        const std::vector<Piece> more{{fmt::format("and {} more", shown.more), Look::faint}};
        if (shown.more > 0) put([&](Measured& line) { put_sentence(line, more, columns); });
        if (!shown.part->last.empty()) put([&](Measured& line) { put_sentence(line, shown.part->last, columns); });
    }
    return lines;
}

}  // namespace

std::vector<Line> laid_out(const std::vector<ScreenPart>& parts, const Screen& screen) {
    std::vector<const ScreenPart*> all, left, right;
    for (const auto& part : parts) {
        if (wanted(part) == 0) continue;
        all.push_back(&part);
        (part.beside ? right : left).push_back(&part);
    }
    if (!screen.is_terminal) return under_headings(all, screen.columns);
    if (screen.columns >= beside_from && !left.empty() && !right.empty()) return side_by_side(left, right, screen);
    return lines_of(column_of(all, screen.columns, screen.lines));
}

}  // namespace desk::cli

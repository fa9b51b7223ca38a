#include "cli/output/table.hpp"

#include <algorithm>
#include <cctype>

#include "cli/output/display.hpp"
#include "cli/output/lines.hpp"
#include "core/base/text.hpp"

namespace desk::cli {
namespace {

constexpr int gap = 2;        ///< blanks between columns
constexpr int narrowest = 8;  ///< what a column shrinks down to
constexpr int readable = 20;  ///< what it keeps before others are left out for it

/// A column as it is laid out.
struct Place {
    std::size_t index = 0;
    const Column* column = nullptr;
    int columns = 0;
    int least = narrowest;
};

/// A cell's text made visible, with its width.
struct Shown {
    std::string text;
    int columns = 0;
    Look look = Look::normal;
};

using Row = std::vector<Shown>;

Shown shown(std::string_view raw, Look look) {
    Shown cell{visible(raw), 0, look};
    cell.columns = width(cell.text);
    return cell;
}

std::string title(const Column& column) {
    if (column.audience == Audience::terminal) return {};  // an ornament speaks for itself
    auto text = title_of(column);
    for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
}

bool is_empty(const Table& table, std::size_t column) {
    return std::ranges::all_of(table.rows, [&](const auto& row) { return row.at(column).shown.empty(); });
}

/// A screen is narrow: columns in which nothing stands take no room there.
std::vector<Place> places(const Table& table, bool on_screen) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const bool shown =
            on_screen ? (column.audience == Audience::everybody || column.audience == Audience::terminal) && !is_empty(table, i)
                      : column.audience == Audience::everybody;
        if (shown) places.push_back({i, &column, 0, narrowest});
    }
    return places;
}

/// The titles and the cells of the columns that have a place; the places become as wide as they need to be.
std::vector<Row> measured(const Table& table, std::vector<Place>& places) {
    std::vector<Row> rows(table.rows.size() + 1);
    for (auto& row : rows) row.reserve(places.size());
    for (auto& place : places) {
        rows[0].push_back(shown(title(*place.column), Look::faint));
        place.columns = rows[0].back().columns;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const Cell& cell = table.rows[i].at(place.index);
            rows[i + 1].push_back(shown(cell.shown, cell.look));
            place.columns = std::max(place.columns, rows[i + 1].back().columns);
        }
    }
    return rows;
}

int longest_word(std::string_view text) {
    int longest = 0;
    for (const auto word : split(text, ' ')) longest = std::max(longest, width(word));
    return longest;
}

/// Words are broken only where there is no other way.
void keep_words_whole(std::vector<Place>& places, const std::vector<Row>& rows) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].column->wraps) continue;
        for (const auto& row : rows) places[i].least = std::max(places[i].least, longest_word(row[i].text));
    }
}

bool gives_way(const Place& place) { return place.column->shrinks || place.column->wraps; }

/// Leaves out columns until those that give way can be read.
void leave_out(std::vector<Place>& places, std::vector<Row>& rows, int columns) {
    const auto needed = [&] {
        int total = -gap;
        for (const auto& place : places) total += gap + (gives_way(place) ? std::min(place.columns, readable) : place.columns);
        return total;
    };
    while (needed() > columns) {
        const auto last =
            std::find_if(places.rbegin(), places.rend(), [](const Place& place) { return place.column->expendable; });
        if (last == places.rend()) return;
        const auto index = std::distance(last, places.rend()) - 1;
        places.erase(places.begin() + index);
        for (auto& row : rows) row.erase(row.begin() + index);
    }
}

Place* widest_that_gives_way(std::vector<Place>& places) {
    Place* widest = nullptr;
    for (auto& place : places) {
        if (gives_way(place) && place.columns > place.least && (widest == nullptr || place.columns > widest->columns))
            widest = &place;
    }
    return widest;
}

Place* widest_with_long_words(std::vector<Place>& places) {
    const auto widest = std::ranges::max_element(places, {}, &Place::least);
    return widest == places.end() || widest->least <= narrowest ? nullptr : &*widest;
}

void fit(std::vector<Place>& places, int columns) {
    int total = -gap;
    for (const auto& place : places) total += place.columns + gap;
    for (; total > columns; --total) {
        Place* widest = widest_that_gives_way(places);
        if (widest == nullptr) widest = widest_with_long_words(places);
        if (widest == nullptr) break;
        --widest->columns;
        widest->least = std::min(widest->least, widest->columns);
    }
    int room = columns;
    for (auto& place : places) {
        place.columns = std::clamp(room, 0, place.columns);
        room -= place.columns + gap;
    }
}

void put_cell(Lines& out, const Shown& cell, const Place& place) {
    const bool too_wide = cell.columns > place.columns;
    const auto text = too_wide ? fitted(cell.text, place.columns) : std::string();
    const int blanks = place.columns - (too_wide ? width(text) : cell.columns);
    if (place.column->right) out.blanks(blanks);
    out.put(too_wide ? text : cell.text, cell.look);
    if (!place.column->right) out.blanks(blanks);
}

void put_row(Lines& out, const Row& row, const std::vector<Place>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i > 0) out.blanks(gap);
        put_cell(out, row[i], places[i]);
    }
    out.end_line();
}

/// The row as several, the cells that wrap broken between words.
std::vector<Row> broken(const Row& row, const std::vector<Place>& places) {
    std::vector<Row> lines{Row(row.size())};
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool whole = !places[i].column->wraps || row[i].columns <= places[i].columns || places[i].columns < 2;
        const auto pieces = whole ? std::vector<std::string_view>{row[i].text} : wrapped(row[i].text, places[i].columns);
        while (lines.size() < pieces.size()) lines.emplace_back(row.size());
        for (std::size_t line = 0; line < pieces.size(); ++line)
            lines[line][i] = {std::string(pieces[line]), width(pieces[line]), row[i].look};
    }
    return lines;
}

}  // namespace

std::string title_of(const Column& column) {
    auto title = column.key;
    std::ranges::replace(title, '_', ' ');
    return title;
}

std::string to_text(const Table& table, const Terminal& terminal) {
    if (table.rows.empty()) return {};
    auto columns = places(table, terminal.is_fitted);
    if (columns.empty()) return {};  // it is for programs
    auto rows = measured(table, columns);
    if (terminal.is_fitted) leave_out(columns, rows, terminal.columns);
    keep_words_whole(columns, rows);
    if (terminal.is_fitted) fit(columns, terminal.columns);
    const bool wraps = std::ranges::any_of(columns, [](const Place& place) { return place.column->wraps; });
    Lines out(terminal.colour);
    for (const auto& row : rows) {
        if (!wraps) {
            put_row(out, row, columns);
            continue;
        }
        for (const auto& line : broken(row, columns)) put_row(out, line, columns);
    }
    return to_text(table.above, terminal) + out.text() + to_text(table.below, terminal);
}

}  // namespace desk::cli

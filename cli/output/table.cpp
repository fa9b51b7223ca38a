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
constexpr int comfort = 50;   ///< what one that gives way gets before columns are shown that need not be

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

bool is_shown(const Column& column, bool on_terminal) {
    switch (column.audience) {
        case Audience::everybody:
        case Audience::people: return true;
        case Audience::terminal:
        case Audience::wide: return on_terminal;
        case Audience::programs:
        case Audience::json: break;
    }
    return false;
}

/// A terminal is narrow: columns in which nothing stands take no room there.
std::vector<Place> places(const Table& table, bool on_terminal) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        if (is_shown(column, on_terminal) && !(on_terminal && is_empty(table, i))) places.push_back({i, &column, 0, narrowest});
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

/// What the table takes when each column that gives way keeps only as much as `kept` says.
template <class Kept>
int needed(const std::vector<Place>& places, const Kept& kept) {
    int total = -gap;
    for (const auto& place : places) total += gap + (gives_way(place) ? std::min(place.columns, kept(place)) : place.columns);
    return total;
}

/// Leaves out columns of those that may be, the last first, until the others have what is kept for them.
template <class MayGo, class Kept>
void leave_out(std::vector<Place>& places, std::vector<Row>& rows, int columns, const MayGo& may_go, const Kept& kept) {
    while (needed(places, kept) > columns) {
        const auto last = std::find_if(places.rbegin(), places.rend(), may_go);
        if (last == places.rend()) return;
        const auto index = std::distance(last, places.rend()) - 1;
        places.erase(places.begin() + index);
        for (auto& row : rows) row.erase(row.begin() + index);
    }
}

/// First what is there only while there is room, then what others need more.
void leave_out(std::vector<Place>& places, std::vector<Row>& rows, int columns) {
    const auto keeps = [](const Place& place) { return place.column->keeps; };
    const auto is_wide = [](const Place& place) { return place.column->audience == Audience::wide; };
    const auto is_expendable = [](const Place& place) { return place.column->expendable; };
    leave_out(places, rows, columns, is_wide, [&](const Place& place) { return std::max(keeps(place), comfort); });
    leave_out(places, rows, columns, is_expendable, keeps);
}

/// Of those that give way and are wider than `least` of them says.
template <class Least>
Place* widest_that_gives_way(std::vector<Place>& places, const Least& least) {
    Place* widest = nullptr;
    for (auto& place : places) {
        if (gives_way(place) && place.columns > least(place) && (widest == nullptr || place.columns > widest->columns))
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
        Place* widest =
            widest_that_gives_way(places, [](const Place& place) { return std::max(place.least, place.column->keeps); });
        if (widest == nullptr) widest = widest_that_gives_way(places, [](const Place& place) { return place.least; });
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

void put_heading(Lines& out, const std::string& text) {
    out.end_line();
    out.put(visible(text), Look::strong);
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
    auto heading = table.headings.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (; heading != table.headings.end() && i == heading->row + 1; ++heading) put_heading(out, heading->text);
        if (!wraps) {
            put_row(out, rows[i], columns);
            continue;
        }
        for (const auto& line : broken(rows[i], columns)) put_row(out, line, columns);
    }
    return to_text(table.above, terminal) + out.text() + to_text(table.below, terminal);
}

}  // namespace desk::cli

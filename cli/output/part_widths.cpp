#include "cli/output/part_widths.hpp"

#include <algorithm>
#include <span>

#include "cli/output/display.hpp"

namespace desk::cli {
namespace {

constexpr int readable = 30;         ///< what a title keeps before others are left out for it
constexpr int barely_readable = 18;  ///< and before the last of those is
constexpr int longest_bar = 24;
constexpr int seen_bar = 10;     ///< what a bar keeps before others are left out for it
constexpr int shortest_bar = 6;  ///< a shorter one says nothing

using Kind = PartColumn::Kind;

int widest(std::span<const ShownPart* const> group, std::size_t column) {
    int widest = 0;
    for (const auto* shown : group)
        for (const auto& row : shown->rows) widest = std::max(widest, width(row[column].text));
    return widest;
}

bool gives_way(Kind kind) { return kind == Kind::title || kind == Kind::bar; }

int total(const Widths& widths) {
    int sum = -part_gap;
    for (const auto& each : widths)
        if (each) sum += *each + part_gap;
    return std::max(sum, 0);
}

/// Leaves out what is more expendable than that, until the others have the room that they need.
void leave_out(const std::vector<PartColumn>& columns, Widths& widths, int above, int room) {
    while (total(widths) > room) {
        std::optional<std::size_t> last;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (widths[i] && columns[i].expendable > (last ? columns[*last].expendable : above)) last = i;
        if (!last) return;
        widths[*last].reset();
    }
}

/// What gives way, and everything else but figures, becomes so narrow that all fits.
void squeeze(const std::vector<PartColumn>& columns, Widths& widths, int room) {
    for (const bool all : {false, true})
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool may = all ? columns[i].kind != Kind::figure : gives_way(columns[i].kind);
            if (widths[i] && may) widths[i] = std::clamp(*widths[i] - (total(widths) - room), 0, *widths[i]);
        }
}

/// How wide the widest title of all is.
int widest_title(const std::vector<ShownPart>& all) {
    int title = 0;
    for (const auto& shown : all)
        for (std::size_t i = 0; i < shown.part->columns.size(); ++i)
            if (const auto* one = &shown; shown.part->columns[i].kind == Kind::title)
                title = std::max(title, widest({&one, 1}, i));
    return title;
}

/// Of parts with the same columns. Empty columns are left out. A bar has yet to be given its width.
Widths widths_of(std::span<const ShownPart* const> group, int title, int room) {
    const auto& columns = group.front()->part->columns;
    Widths widths;
    std::vector<int> natural;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto kind = columns[i].kind;
        natural.push_back(kind == Kind::bar ? seen_bar : kind == Kind::title ? title : widest(group, i));
        widths.push_back(natural[i] > 0 ? std::optional(natural[i]) : std::nullopt);
    }
    const auto resize_titles = [&](auto size) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].kind == Kind::title && widths[i]) widths[i] = std::min(natural[i], size(*widths[i]));
    };
    resize_titles([](int) { return readable; });
    leave_out(columns, widths, 1, room);
    resize_titles([](int) { return barely_readable; });
    leave_out(columns, widths, 0, room);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].kind == Kind::bar) widths[i].reset();
    resize_titles([&](int by_now) { return by_now + std::max(room - total(widths), 0); });
    squeeze(columns, widths, room);
    return widths;
}

void give_group_widths(std::vector<ShownPart>& all, int room) {
    const int title = widest_title(all);
    for (auto& shown : all) {
        if (!shown.widths.empty()) continue;
        std::vector<const ShownPart*> group;
        for (const auto& other : all)
            if (&other == &shown || (shown.part->group != 0 && other.part->group == shown.part->group)) group.push_back(&other);
        const auto widths = widths_of(group, title, room);
        for (auto& other : all)
            if (std::ranges::find(group, &other) != group.end()) other.widths = widths;
    }
}

/// Titles are as wide in one part as in the other, so that what follows them stands in one column.
void align_titles(std::vector<ShownPart>& all, int room) {
    int common = 0, most = room;
    const auto each_title = [&](auto use) {
        for (auto& shown : all)
            for (std::size_t i = 0; i < shown.widths.size(); ++i)
                if (shown.part->columns[i].kind == Kind::title && shown.widths[i]) use(shown.widths, *shown.widths[i]);
    };
    each_title([&](const Widths& widths, int title) {
        common = std::max(common, title);
        most = std::min(most, room - (total(widths) - title));
    });
    each_title([&](const Widths&, int& title) { title = std::min(common, most); });
}

/// Bars get what is left, all the same.
void give_bars_room(std::vector<ShownPart>& all, int room) {
    int longest = longest_bar;
    const auto has_bar = [](const ShownPart& shown) {
        return std::ranges::any_of(shown.part->columns, [](const PartColumn& column) { return column.kind == Kind::bar; });
    };
    for (const auto& shown : all)
        if (has_bar(shown)) longest = std::min(longest, room - total(shown.widths) - part_gap);
    if (longest < shortest_bar) return;
    for (auto& shown : all)
        for (std::size_t i = 0; i < shown.widths.size(); ++i)
            if (shown.part->columns[i].kind == Kind::bar) shown.widths[i] = longest;
}

}  // namespace

void give_widths(std::vector<ShownPart>& all, int room, bool with_bars) {
    give_group_widths(all, room);
    align_titles(all, room);
    if (with_bars) give_bars_room(all, room);
}

}  // namespace desk::cli

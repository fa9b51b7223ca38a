#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/text.hpp"
#include "core/merge/parts.hpp"

namespace desk::merging {
namespace {

/// What is merged as one: a key, or the nth comment behind a known key.
struct Name {
    bool comment = false;
    std::string word;  ///< the key, or the known key before the comment
    int number = 0;

    friend auto operator<=>(const Name&, const Name&) = default;
};

using Parts = std::map<Name, UnknownKey>;

Parts parts_of(const UnknownKeys& unknown_keys) {
    Parts parts;
    for (const auto& unknown_key : unknown_keys) {
        Name name{unknown_key.comment, unknown_key.comment ? unknown_key.after : unknown_key.entry.key.text};
        while (!parts.emplace(name, unknown_key).second) ++name.number;
    }
    return parts;
}

std::optional<UnknownKey> part(const Parts& parts, const Name& name) {
    const auto found = parts.find(name);
    return found == parts.end() ? std::nullopt : std::optional(found->second);
}

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
    const auto lines = split(text, '\n');
    return {lines.begin(), lines.end()};
}

bool contains(const Lines& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }

/// The lines of the base that neither took away, then what is new.
std::string joined_lines(const Lines& base, const Lines& ours, const Lines& theirs) {
    Lines made;
    for (const auto& line : base)
        if (contains(ours, line) && contains(theirs, line)) made.push_back(line);
    std::set<std::string> more(ours.begin(), ours.end());
    more.insert(theirs.begin(), theirs.end());
    for (const auto& line : more)
        if (!contains(base, line)) made.push_back(line);
    return desk::joined(made, "\n");
}

/// Both changed it, each differently. What one took away and the other changed stays, changed.
std::optional<UnknownKey> changed_twice(const std::optional<UnknownKey>& base, const std::optional<UnknownKey>& ours,
                                        const std::optional<UnknownKey>& theirs) {
    if (!ours || !theirs) return ours ? ours : theirs;
    const auto was = base.value_or(UnknownKey{});
    UnknownKey made = *ours;
    made.after = joined(was.after, ours->after, theirs->after);
    made.entry.key = joined(was.entry.key, ours->entry.key, theirs->entry.key);
    if (made.comment)
        made.entry.value.text = joined_lines(base ? lines_of(was.entry.value.text) : Lines{}, lines_of(ours->entry.value.text),
                                             lines_of(theirs->entry.value.text));
    else
        made.entry.value = joined(was.entry.value, ours->entry.value, theirs->entry.value);
    return made;
}

Parts joined_parts(const Parts& base, const Parts& ours, const Parts& theirs) {
    Parts made;
    for (const auto* side : {&base, &ours, &theirs}) {
        for (const auto& [name, unknown_key] : *side) {
            const auto was = part(base, name), left = part(ours, name), right = part(theirs, name);
            auto now = three_way(was, left, right, [&] { return changed_twice(was, left, right); });
            if (now) made.emplace(name, *std::move(now));
        }
    }
    return made;
}

std::size_t place_in(const std::vector<FileKey>& keys, std::string_view after) {
    if (after.empty()) return 0;
    return static_cast<std::size_t>(std::ranges::find(keys, after, &FileKey::name) - keys.begin()) + 1;
}

/// In the order of the file; behind the same known key first what the base had, in its order.
UnknownKeys in_order(const Parts& parts, const Parts& base, const UnknownKeys& order_of_base, const std::vector<FileKey>& keys) {
    const auto rank = [&](const Name& name) {
        const auto was = base.find(name);
        return was == base.end() ? std::ssize(order_of_base)
                                 : std::ranges::find(order_of_base, was->second) - order_of_base.begin();
    };
    std::map<std::tuple<std::size_t, std::ptrdiff_t, bool, Name>, UnknownKey> ordered;
    for (const auto& [name, unknown_key] : parts)
        ordered.emplace(std::tuple(place_in(keys, unknown_key.after), rank(name), !name.comment, name), unknown_key);
    UnknownKeys made;
    for (auto& [order, unknown_key] : ordered) made.push_back(std::move(unknown_key));
    return made;
}

/// The nearest key in the file at this place or before it.
std::string_view present_at(const std::vector<FileKey>& keys, std::size_t place) {
    place = std::min(place, keys.size());
    while (place > 0 && !keys[place - 1].present) --place;
    return place == 0 ? std::string_view() : keys[place - 1].name;
}

}  // namespace

UnknownKeys settled(UnknownKeys unknown_keys, const std::vector<FileKey>& keys) {
    for (auto& unknown_key : unknown_keys) unknown_key.after = present_at(keys, place_in(keys, unknown_key.after));
    std::ranges::stable_sort(unknown_keys, {}, [&](const UnknownKey& unknown_key) { return place_in(keys, unknown_key.after); });
    UnknownKeys made;
    for (auto& unknown_key : unknown_keys) {
        const bool meets = !made.empty() && made.back().comment && unknown_key.comment && made.back().after == unknown_key.after;
        if (!meets) {
            made.push_back(std::move(unknown_key));
            continue;
        }
        auto& text = made.back().entry.value.text;
        for (const auto& line : lines_of(unknown_key.entry.value.text))
            if (!contains(lines_of(text), line)) text.append("\n").append(line);
    }
    return made;
}

UnknownKeys joined(const UnknownKeys& base, const UnknownKeys& ours, const UnknownKeys& theirs,
                   const std::vector<FileKey>& keys) {
    return three_way(base, ours, theirs, [&] {
        const auto was = parts_of(base);
        return in_order(joined_parts(was, parts_of(ours), parts_of(theirs)), was, base, keys);
    });
}

}  // namespace desk::merging

#pragma once

#include <string_view>
#include <vector>

#include "core/ticket/fields.hpp"
#include "core/ticket/sort_key.hpp"
#include "core/ticket/ticket.hpp"

/// The parts of `merged`: each joins what two sides changed in the base.
namespace desk::merging {

/// What one side changed; `both()` if both did, differently.
template <class T, class Both>
T three_way(const T& base, const T& ours, const T& theirs, const Both& both) {
    if (ours == theirs || theirs == base) return ours;
    if (ours == base) return theirs;
    return both();
}

/// What one side changed; if both did, the greater by its content.
template <class T>
T joined(const T& base, const T& ours, const T& theirs) {
    return three_way(base, ours, theirs, [&] { return sort_key_of(ours) < sort_key_of(theirs) ? theirs : ours; });
}

using UnknownKeys = std::vector<UnknownKey>;
using Log = std::vector<Event>;

/// The unknown keys in the places that they have in the canonical file, where keys are absent and comments that meet become one.
UnknownKeys settled(UnknownKeys unknown_keys, const std::vector<FileKey>& keys);

/// Key by key and comment by comment; of a comment that both changed the lines of both.
UnknownKeys joined(const UnknownKeys& base, const UnknownKeys& ours, const UnknownKeys& theirs, const std::vector<FileKey>& keys);

/// The union. An event of the base that a side altered takes the altered form. Of different new events with the same (at, by, do)
/// the one with the least content keeps its place, and the others move on by a millisecond.
Log joined(const Log& base, const Log& ours, const Log& theirs);

}  // namespace desk::merging

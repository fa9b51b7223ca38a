#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/git/repository.hpp"

/// What desk notes in git's directory of a work tree before it begins something that a kill may leave half done. A note belongs
/// to one desk: a work tree may have several, each with a lock of its own, and only the holder of the lock uses it.
namespace desk {

enum class NoteOf { merge, commits };

/// Its fields; absent: there is none.
std::optional<std::vector<std::string>> note(const Git& git, NoteOf what);

/// Durable when it returns; replaces what was noted before. No field holds a NUL.
void write_note(const Git& git, NoteOf what, const std::vector<std::string>& fields);

void remove_note(const Git& git, NoteOf what);

/// A hash of the bytes; the same in every run.
std::string mark_of(std::string_view bytes);

}  // namespace desk

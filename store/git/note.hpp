#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/git/repository.hpp"

/// What desk notes in git's directory of a work tree before it begins something that a kill may leave half done. A note is of
/// one desk: a work tree may hold several, each with a lock of its own, and only whoever has the lock goes by it.
namespace desk {

enum class NoteOf { merge, commits };

/// Its fields; absent: there is none.
std::optional<std::vector<std::string>> note(const Git& git, NoteOf what);

/// Durable when it returns; replaces what was noted before. No field holds a NUL.
void write_note(const Git& git, NoteOf what, const std::vector<std::string>& fields);

void remove_note(const Git& git, NoteOf what);

/// A number that bytes of other content have by chance only; the same in every run.
std::string mark_of(std::string_view bytes);

}  // namespace desk

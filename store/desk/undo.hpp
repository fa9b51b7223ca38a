#pragma once

#include <string>
#include <vector>

#include "store/desk/change.hpp"
#include "store/desk/store.hpp"

namespace desk {

/// A command that was taken back.
struct Undone {
    std::string commit, subject;
    std::vector<Reference> tickets;
    std::vector<std::string> files;  ///< relative to the store
};

/// Takes back the last command of this clone: its commit is removed, and the files that it wrote are as before. Nothing
/// else is touched. Refuses with `Fault::refused`, and says which command does the opposite, if others may have the commit,
/// if something was built on it or written since, and if it has more than one command of desk wrote.
Undone undo(const Store& store);

}  // namespace desk

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
    bool took_mail_in = false;       ///< it recorded a mail, which is nowhere else
};

/// Takes back the last command of this clone: its commit goes, and the files that it wrote are as before. Nothing else is
/// touched. Refuses with `Fault::refused`, and says which command does the opposite, when others may have the commit, when
/// something was built on it or written since, when it sent a mail, and when it holds more than one command of desk's wrote.
/// `dry`: only says what would be taken back, or refuses.
Undone undo(const Store& store, bool dry = false);

}  // namespace desk

#pragma once

#include "store/git/repository.hpp"

namespace desk {

/// To be called first after taking the lock of a desk to write: takes back what a merge had half done, and, if `commits`,
/// commits what commands wrote and did not commit, each with its own message.
void finish_unfinished(const Git& git, bool commits);

/// The same without the lock: takes it only if something is unfinished.
void finish_earlier(const Git& git, bool commits);

}  // namespace desk

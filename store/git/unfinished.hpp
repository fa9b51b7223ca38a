#pragma once

#include "store/git/repository.hpp"

namespace desk {

/// Whoever takes the lock of a desk to write begins with this: what a merge had half made goes back, and, where `commits`, what
/// commands have written and not committed is committed, each under its own message.
void finish_unfinished(const Git& git, bool commits);

/// The same for who has not taken the lock: takes it only where something is unfinished.
void finish_earlier(const Git& git, bool commits);

}  // namespace desk

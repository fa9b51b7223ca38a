#pragma once

#include "store/git/repository.hpp"
#include "store/git/run.hpp"

namespace desk::git {

/// Words for git, before those of a command that runs hooks: with them each hook starts as it would from the user's
/// own git, without what `run` sets for its git. None if the repository has no hooks. If this cannot be arranged, the
/// hooks run all the same.
Words with_hooks(const Git& git, Words words);

}  // namespace desk::git

#pragma once

#include "store/git/repository.hpp"
#include "store/git/run.hpp"

namespace desk::git {

/// Words for git, before those of a command that runs hooks: by them each hook is started as that git would start it which the
/// user runs, without what `run` sets for its own git. None where the repository has no hooks. Where it cannot be arranged the
/// hooks run all the same.
Words with_hooks(const Git& git, Words words);

}  // namespace desk::git

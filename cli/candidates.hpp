#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace desk::cli {

/// A word that may stand at the cursor, and what it stands for.
struct Candidate {
    std::string word, description;
};
using Candidates = std::vector<Candidate>;

/// What completion offers where such a value is wanted, of those that go on from `begun`.
Candidates candidates(Offers offers, std::string_view begun, Context& context);

}  // namespace desk::cli

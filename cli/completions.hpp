#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace desk::cli {

/// A word that may stand at the cursor, and what it stands for.
struct Completion {
    std::string word, description;
};
using Completions = std::vector<Completion>;

/// What completion offers where such a value is wanted, of those that go on from `begun`.
Completions completions(Offers offers, std::string_view begun, Context& context);

}  // namespace desk::cli

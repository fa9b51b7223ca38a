#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace desk::cli {

/// A word that may be at the cursor, and what it means.
struct Completion {
    std::string word, description;
};
using Completions = std::vector<Completion>;

/// What completion offers for such a value, of those that continue `begun`.
Completions completions(Offers offers, std::string_view begun, Context& context);

}  // namespace desk::cli

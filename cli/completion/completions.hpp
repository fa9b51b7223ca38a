#pragma once

#include <span>
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

/// A place in a command line where a value is wanted.
struct Cursor {
    Offers offers = Offers::nothing;
    std::string_view begun;               ///< what is typed of the word
    std::span<const std::string> before;  ///< the words of the command before it that are no options
};

/// What completion offers there: what goes on from what is begun.
Completions completions(const Cursor& cursor, Context& context);

}  // namespace desk::cli

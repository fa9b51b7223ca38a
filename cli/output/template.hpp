#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk::cli {

/// A line with places for columns: `{id}\t{title}`.
struct Template {
    std::vector<std::string> texts;    ///< before, between and after the columns: one more than these
    std::vector<std::string> columns;  ///< by name
};

/// `\t`, `\n` and `\\` are what they are elsewhere, `{{` and `}}` are braces. Refuses with `Fault::usage` what does not close.
Template template_from(std::string_view text);

}  // namespace desk::cli

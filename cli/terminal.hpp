#pragma once

#include <functional>
#include <string>

#include "cli/output/output.hpp"

namespace desk::cli {

/// The terminal, or what stands in its place, as the person wants it: `color` is what --color says (empty: it was not given), the
/// rest is in the environment. `Fault::usage` for another word than auto, always and never.
Terminal terminal_as_wanted(Terminal terminal, const std::string& color,
                            const std::function<std::string(const std::string& name)>& environment);

}  // namespace desk::cli

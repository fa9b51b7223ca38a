#pragma once

#include <string_view>

#include "cli/completion/completions.hpp"

namespace desk::cli {

/// The tickets that such an argument can mean and that go on from what is begun: `2611-K7QF4`, or `K7QF4` where its code was
/// begun. Names come first: only where few match, or nothing is begun, are some files read, for the status and the title.
Completions ticket_completions(Offers offers, std::string_view begun, Context& context);

/// The months in which tickets were opened, and this one, the latest first.
Completions month_completions(Context& context);

}  // namespace desk::cli

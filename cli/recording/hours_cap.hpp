#pragma once

#include <span>

#include "cli/command.hpp"

namespace desk::cli {

/// What happens if a change brings time over the hours of a month that nobody agreed to pay.
enum class OverTheCap { refused, told };

/// To be called when the tickets are staged: `before` is how they were. Warns if a client's hours now reach one of the
/// policy's warnings, and refuses, or warns of, what goes over them.
void mind_the_cap(std::span<const Ticket> before, OverTheCap over, Context& context);

}  // namespace desk::cli

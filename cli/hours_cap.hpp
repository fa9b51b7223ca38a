#pragma once

#include <span>

#include "cli/command.hpp"

namespace desk::cli {

/// What happens where a change brings time over the hours of a month that nobody has agreed to pay.
enum class OverTheCap { refused, told };

/// To be called when the tickets are staged: `before` is how they were. Tells where the clients' hours now reach one of the
/// policy's warnings, and refuses, or tells, what goes over them.
void mind_the_cap(std::span<const Ticket> before, OverTheCap over, Context& context);

}  // namespace desk::cli

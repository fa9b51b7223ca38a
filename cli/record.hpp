#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace desk::cli {

/// The verb to apply: it sees the ticket as it is under the lock and answers the event, or refuses.
using Verb = std::function<Event(const Ticket& ticket)>;

/// Records one event on each of the tickets that were typed. Refused by one of them, nothing is written.
void record(Context& context, std::span<const std::string> typed, const Verb& verb);

/// The words of a command line as one text; without words, what the person writes in the editor about the ticket.
std::string text_from(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what);

}  // namespace desk::cli

#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"

namespace desk::cli {

/// The verb to apply: it sees the ticket as it is under the lock and returns the event, or refuses.
using Verb = std::function<Event(const Ticket& ticket)>;

/// Escalates the ticket if the policy's rules demand it at once, and says so.
std::vector<Recorded> escalated_at_once(Ticket& ticket, Context& context);

/// Records one event on each of the tickets that were typed. If one is refused, nothing is written.
void record(Context& context, std::span<const std::string> typed, const Verb& verb);

/// A verb that takes a text.
using TextVerb = std::function<Event(const Ticket& ticket, const std::string& text)>;

/// Records an event whose text is the words, or standard input for `-`. Without words the user writes it in the editor, unless
/// the verb already refuses the ticket; `what` explains there what is wanted.
void record_text(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb);

/// The words of a command line as one text; standard input for `-`; empty without words.
std::string text_of(Context& context, std::span<const std::string> words);

}  // namespace desk::cli

#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/views/description.hpp"
#include "cli/views/recorded.hpp"

namespace desk::cli {

/// The verb to apply: it sees the ticket as it is under the lock and answers the event, or refuses.
using Verb = std::function<Event(const Ticket& ticket)>;

/// Escalates the ticket where the policy's rules say so at once, and tells of it.
std::vector<Recorded> escalated_at_once(Ticket& ticket, Context& context);

/// Applies the verbs to the ticket, one after the other, and what the policy's rules do at once. Tells what was done, and what
/// the policy has against the words of it.
std::vector<Recorded> recorded_on(Ticket& ticket, std::span<const Verb> verbs, Context& context);

/// Records one event, or several, on each of the tickets that were typed. Refused by one of them, nothing is written.
void record(Context& context, std::span<const std::string> typed, std::span<const Verb> verbs);
void record(Context& context, std::span<const std::string> typed, const Verb& verb);

/// A verb that takes a text.
using TextVerb = std::function<Event(const Ticket& ticket, const std::string& text)>;

/// Records an event whose text is the words, or standard input for `-`. Without words the person writes it in the editor, unless
/// the verb refuses the ticket already; `what` is wanted is explained there.
void record_text(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb);

/// The text alone.
std::string text_wanted(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                        const TextVerb& verb);

/// The words of a command line as one text; standard input for `-`; empty without words.
std::string text_of(Context& context, std::span<const std::string> words);

}  // namespace desk::cli

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

/// Records one event on each of the tickets that were typed. Refused by one of them, nothing is written.
void record(Context& context, std::span<const std::string> typed, const Verb& verb);

/// A verb that takes a text.
using TextVerb = std::function<Event(const Ticket& ticket, const std::string& text)>;

/// Records an event whose text is the words, or standard input for `-`. Without words the person writes it in the editor, unless
/// the verb refuses the ticket already; `what` is wanted is explained there.
void record_text(Context& context, const std::string& typed, std::span<const std::string> words, std::string_view what,
                 const TextVerb& verb);

/// A reason that must be given.
struct Reason {
    std::string typed;                      ///< behind `--why`; empty: the person is asked for it
    std::string_view what;                  ///< is wanted: "what was wrong"
    std::vector<std::string> choices = {};  ///< where it must be one of these
};

/// What was typed, else what the person writes in the editor; `about` is explained there. `Fault::usage` naming the option where
/// there is no editor, or a choice.
std::string reason_given(const Reason& reason, const std::string& about, Context& context);

/// A verb that needs a reason.
using ReasonedVerb = std::function<Event(const Ticket& ticket, const std::string& why)>;

/// Records one event on each of the tickets, each with the reason. Without one the person writes it in the editor, unless the
/// verb refuses the first ticket already.
void record_reasoned(Context& context, std::span<const std::string> typed, const Reason& reason, const ReasonedVerb& verb);

/// The words of a command line as one text; standard input for `-`; empty without words.
std::string text_of(Context& context, std::span<const std::string> words);

}  // namespace desk::cli

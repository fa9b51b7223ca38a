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

/// Applies the verbs to the ticket, one after the other, and what the policy's rules do at once. Tells what was done, and what
/// the policy has against the words of it.
std::vector<Recorded> recorded_on(Ticket& ticket, std::span<const Verb> verbs, Context& context);

/// Records one event, or several, on each of the tickets that were typed. Refused by one of them, nothing is written.
void record(Context& context, std::span<const std::string> typed, const Verb& verb);
void record(Context& context, const std::vector<Reference>& references, const Verb& verb);
void record(Context& context, const std::vector<Reference>& references, std::span<const Verb> verbs);

/// A verb that takes a text.
using TextVerb = std::function<Event(const Ticket& ticket, const std::string& text)>;

/// Records an event whose text is the words, or standard input for `-`, on each of the tickets. Without words the person writes
/// it in the editor, unless the verb refuses one of the tickets already; `what` is wanted is explained there.
void record_text(Context& context, std::span<const std::string> typed, std::span<const std::string> words, std::string_view what,
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

/// The tickets that were typed, and the text alone.
struct TextWanted {
    std::vector<Reference> tickets;
    std::string text;
};
TextWanted text_wanted(Context& context, std::span<const std::string> typed, std::span<const std::string> words,
                       std::string_view what, const TextVerb& verb);

/// The words of a command line as one text; standard input for `-`; empty without words.
std::string text_of(Context& context, std::span<const std::string> words);

}  // namespace desk::cli

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/ticket/ticket.hpp"

/// What a commit by desk says was done, and how to correct it if it cannot be taken back.
namespace desk {

/// The verb in the subject of a commit that desk makes: `close` of `K7QF4 close: no answer` and of `close 3 tickets: K7QF4, …`,
/// `sync` of `sync: 2 files left to commit`; `change` where several verbs came in one. Empty: these are no words of desk's.
std::string verb_in(std::string_view subject);

/// Refuses the verbs that cannot be taken back, since more would be lost than the command wrote.
void must_be_undoable(std::string_view verb);

/// Refuses what has sent a mail, and says what to do instead. `before` is null where the ticket did not exist.
void must_have_sent_nothing(const Ticket* before, const Ticket& after, std::string_view verb);

/// Whether the ticket has a mail that came in, which it did not have before.
bool took_mail_in(const Ticket* before, const Ticket& after);

/// What to do instead of taking it back: "`desk reopen K7QF4 --why TEXT` does the opposite".
std::string opposite(std::string_view verb, std::span<const Reference> tickets);

/// Whether all that the ticket has more than before (null: it did not exist) is what one command with this verb writes.
bool is_of_one_command(const Ticket* before, const Ticket& after, std::string_view verb);

}  // namespace desk

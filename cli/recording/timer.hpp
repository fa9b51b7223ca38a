#pragma once

#include <optional>
#include <string>

#include "cli/command.hpp"
#include "store/desk/timer.hpp"

namespace desk::cli {

/// The timer that runs for the agent on this desk; absent: none. One that cannot be read is told, and none.
std::optional<Timer> running_timer(const std::string& agent, Context& context);

/// Refuses while another runs, work that must wait for a step, and where the user has no folder for it.
void start_timer(const std::string& ticket, const std::string& agent, Instant since, Context& context);

/// The time that the timer of this ticket has measured, a minute at the least. It ends once the change is written. Asks where
/// that are more than 12 hours; refuses where none runs, or one of another ticket.
did::Work stopped_timer(const std::string& ticket, const std::string& agent, Context& context);

/// For who has logged time on the ticket while its timer runs, and goes on.
void tell_of_running_timer(const Reference& ticket, const std::string& agent, Context& context);

/// Ends the timer of this ticket; nothing is logged.
void discard_timer(const std::string& ticket, const std::string& agent, Context& context);

}  // namespace desk::cli

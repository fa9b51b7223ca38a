#pragma once

#include <optional>
#include <string>

#include "core/ticket/ticket.hpp"
#include "core/verbs/lifecycle.hpp"

/// The verbs that correct or take back what others may have seen. They refuse as those of lifecycle.hpp do. The event
/// is one of the recorded events of the ticket's log.
namespace desk {

/// The right values of an entry of time. What is absent or empty stays as it is.
struct RightWork {
    std::optional<Minutes> minutes;
    std::optional<Instant> began;
    std::string text, who;

    bool says_anything() const { return minutes || began || !text.empty() || !who.empty(); }
};

/// An agent's last entry of time that holds; null if there is none.
const Event* last_work_of(const Ticket& ticket, const std::string& agent);

/// The last event that may still be revised: it is not itself a revision, and was not taken back.
const Event* last_revisable(const Ticket& ticket);

/// Whether a command may take the event back: it only records, or is dated later than now by a clock that runs ahead.
bool may_be_taken_back(const Event& event, Instant now);

/// Corrects an entry of time. Refuses what is not one, one that was moved, time that `work` would refuse, what changes
/// nothing, and a missing reason.
Event correct(const Ticket& ticket, const Event& entry, const RightWork& right, const std::string& why, const Acting& acting);

/// Takes an event back. Refuses the opening, what was already taken back, what does more than record, unless it is dated later
/// than now, and a missing reason.
Event take_back(const Ticket& ticket, const Event& event, const std::string& why, const Acting& acting);

/// The corrected entry, to be recorded on another ticket.
did::Work moved_work(const Ticket& ticket, const Event& entry, const RightWork& right, const Acting& acting);

/// What an entry of time that moved to another ticket leaves behind. Refuses as `correct` does.
Event move_away(const Ticket& ticket, const Event& entry, const Reference& to, const std::string& why, const Acting& acting);

}  // namespace desk
